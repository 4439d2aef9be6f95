//! Listing members who may be one person, and making them one.

use std::io::{self, BufWriter, Write};

use rollbook::duplicates::{FieldsOf, Group, Merge};
use rollbook::members::Member;
use rollbook::views::MemberRow;
use rollbook::{Book, Progress};
use serde_json::{Value, json};

use crate::args::{Duplicates, MergeMembers};
use crate::books::{by, open, print_json};
use crate::failure::{Result, say};

pub fn list(args: &Duplicates) -> Result<()> {
    let book = open(&args.book)?;
    let found = book.duplicates(&Progress::default())?;
    if args.json {
        let groups: Vec<Value> =
            found.groups.iter().map(|group| as_json(&book, group)).collect::<Result<_>>()?;
        return print_json(&json!({ "surplus": found.surplus, "groups": groups }));
    }
    let mut out = BufWriter::new(io::stdout().lock());
    for group in &found.groups {
        let why: Vec<&str> = group.why.iter().map(|why| why.name()).collect();
        let certain = if group.is_certain { ", certain" } else { "" };
        writeln!(out, "{}{certain}:", why.join(", ").replace('_', " "))?;
        for member in rows(&book, group)? {
            writeln!(out, "    {}\t{}\t{}", member.name, member.email, member.status)?;
        }
    }
    out.flush()?;
    say(format_args!("{} groups, {} members too many", found.groups.len(), found.surplus));
    Ok(())
}

pub fn merge(args: &MergeMembers) -> Result<()> {
    let book = open(&args.book)?;
    let gone = args.gone.iter().map(|email| book.member_by_email(email));
    let merge = Merge {
        keep: book.member_by_email(&args.keep)?,
        gone: gone.collect::<rollbook::Result<_>>()?,
        fields: FieldsOf::default(),
    };
    let after = book.preview_merge(&by(), &merge)?.value;
    let done = if args.dry_run { None } else { Some(book.merge(&by(), &merge)?) };
    if args.json {
        let entry = done.as_ref().and_then(|done| done.entry);
        return print_json(&json!({ "entry": entry, "member": after }));
    }
    describe(&after)?;
    match done {
        Some(done) => say(format_args!(
            "{} members merged into {}, {} grants moved; undo takes it back",
            done.value.gone, after.email, done.value.grants
        )),
        None => say("nothing was written"),
    }
    Ok(())
}

fn describe(member: &Member) -> Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}\t{}\t{}", member.name, member.email, member.status)?;
    for access in &member.access {
        let until = access.expires_on.as_deref().unwrap_or("never");
        writeln!(out, "    {}\t{}\texpires {until}", access.course, access.status.name())?;
    }
    Ok(())
}

fn rows(book: &Book, group: &Group) -> Result<Vec<MemberRow>> {
    Ok(book.member_rows(&group.members, by().now)?.into_iter().flatten().collect())
}

fn as_json(book: &Book, group: &Group) -> Result<Value> {
    Ok(json!({
        "why": group.why,
        "certain": group.is_certain,
        "partlyBlocked": group.is_partly_blocked,
        "members": rows(book, group)?,
    }))
}
