//! Lists of members.

use std::collections::HashSet;

use rollbook::filter::{FilterKey, FilterProblem, Shown, Suggestion};
use rollbook::views::{Counts, Found, MemberRow, Query, SavedView, SavedViewEdit};
use rollbook::{MemberId, SavedViewId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::call::{Call, Nothing};
use crate::error::Result;
use crate::members::{Added, Selection};
use crate::outcome::Outcome;

/// The most rows and found members that are handed out at once.
const MOST: usize = 1000;

#[derive(Debug, Deserialize, TS)]
pub(crate) struct ViewQuery {
    query: Query,
}

/// A list that was computed; rows are asked for by its id.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "View")]
pub(crate) struct Listed {
    #[ts(type = "Id")]
    view: String,
    total: u64,
    /// Members in the book, those in the trash left aside.
    all: u64,
    /// Why the filter can't be read; then the list is empty.
    problem: Option<FilterProblem>,
    /// How long it took.
    ms: i64,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct Window {
    #[ts(type = "Id")]
    pub view: String,
    #[ts(type = "number")]
    pub start: usize,
    #[ts(type = "number")]
    pub len: usize,
}

impl Window {
    /// The ids in it, no more than are handed out at once.
    pub fn ids<'a>(&self, view: &'a [MemberId]) -> &'a [MemberId] {
        of_window(view, self.start, self.len.min(MOST))
    }
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct Rows {
    /// `null` for a member who is no more.
    rows: Vec<Option<MemberRow>>,
    /// The book's version they are of.
    version: u64,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct InView {
    #[ts(type = "Id")]
    view: String,
    id: MemberId,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct Place {
    #[ts(type = "number | null")]
    index: Option<usize>,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct Ids {
    ids: Vec<MemberId>,
}

/// Members chosen in another list.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct Picked {
    #[ts(type = "Id")]
    view: String,
    members: Selection,
}

/// Those of them that a list has too.
#[derive(Debug, Serialize, TS)]
pub(crate) struct StillChosen {
    /// Whether they are all that the list has; then `ids` is empty.
    everything: bool,
    ids: Vec<MemberId>,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct FindText {
    text: String,
    #[ts(type = "number")]
    limit: usize,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct OfKey {
    key: String,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct FilterText {
    text: String,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct ViewOrder {
    /// All of them, in the order wanted.
    ids: Vec<SavedViewId>,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct OneView {
    id: SavedViewId,
}

#[derive(Debug, Deserialize, TS)]
pub(crate) struct ChangedView {
    id: SavedViewId,
    #[serde(flatten)]
    edit: SavedViewEdit,
}

pub(crate) fn open(call: &Call, request: ViewQuery) -> Result<Listed> {
    let book = call.book()?;
    let open = book.open_view(&request.query, call.now)?;
    let total = open.ids.len() as u64;
    let view = book.views.keep(open.ids);
    Ok(Listed { view, total, all: open.all, problem: open.problem, ms: call.ms() })
}

pub(crate) fn rows(call: &Call, window: Window) -> Result<Rows> {
    let book = call.book()?;
    let view = book.views.find(&window.view)?;
    let version = book.version();
    let ids = window.ids(&view);
    Ok(Rows { rows: book.member_rows(ids, call.now)?, version })
}

pub(crate) fn find(call: &Call, wanted: InView) -> Result<Place> {
    let view = call.book()?.views.find(&wanted.view)?;
    Ok(Place { index: view.iter().position(|id| *id == wanted.id) })
}

pub(crate) fn ids(call: &Call, window: Window) -> Result<Ids> {
    let view = call.book()?.views.find(&window.view)?;
    Ok(Ids { ids: of_window(&view, window.start, window.len).to_vec() })
}

pub(crate) fn keep(call: &Call, chosen: Picked) -> Result<StillChosen> {
    let book = call.book()?;
    let view = book.views.find(&chosen.view)?;
    let before: HashSet<MemberId> = chosen.members.of(&book)?.into_iter().collect();
    let ids: Vec<MemberId> = view.iter().copied().filter(|id| before.contains(id)).collect();
    let everything = !ids.is_empty() && ids.len() == view.len();
    Ok(StillChosen { everything, ids: if everything { Vec::new() } else { ids } })
}

pub(crate) fn counts(call: &Call, _: Nothing) -> Result<Counts> {
    Ok(call.book()?.member_counts(call.now)?)
}

pub(crate) fn find_members(call: &Call, wanted: FindText) -> Result<Vec<Found>> {
    Ok(call.book()?.find_members(&wanted.text, wanted.limit.min(MOST), call.now)?)
}

pub(crate) fn filter_keys(call: &Call, _: Nothing) -> Result<Vec<FilterKey>> {
    Ok(call.book()?.filter_keys()?)
}

pub(crate) fn filter_values(call: &Call, of: OfKey) -> Result<Vec<Suggestion>> {
    Ok(call.book()?.filter_values(&of.key, call.now)?)
}

pub(crate) fn read_filter(call: &Call, filter: FilterText) -> Result<Shown> {
    Ok(call.book()?.show_filter(&filter.text)?)
}

pub(crate) fn saved(call: &Call, _: Nothing) -> Result<Vec<SavedView>> {
    Ok(call.book()?.saved_views()?)
}

pub(crate) fn save(call: &Call, view: SavedViewEdit) -> Result<Outcome<Added>> {
    let book = call.book()?;
    let outcome = book.save_view(&call.by(), &view)?;
    Outcome::of(&book, outcome, |id| Added { id: id.to_string() })
}

pub(crate) fn edit(call: &Call, view: ChangedView) -> Result<Outcome<()>> {
    let book = call.book()?;
    let outcome = book.edit_view(&call.by(), view.id, &view.edit)?;
    Outcome::of(&book, outcome, |()| ())
}

pub(crate) fn order(call: &Call, wanted: ViewOrder) -> Result<Outcome<()>> {
    let book = call.book()?;
    let outcome = book.order_views(&call.by(), &wanted.ids)?;
    Outcome::of(&book, outcome, |()| ())
}

pub(crate) fn delete(call: &Call, view: OneView) -> Result<Outcome<()>> {
    let book = call.book()?;
    let outcome = book.delete_view(&call.by(), view.id)?;
    Outcome::of(&book, outcome, |()| ())
}

fn of_window(ids: &[MemberId], start: usize, len: usize) -> &[MemberId] {
    let start = start.min(ids.len());
    &ids[start..start.saturating_add(len).min(ids.len())]
}
