//! Every kind of filter and every order, of members about whom everything is known.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use rollbook::access::GrantSpec;
use rollbook::courses::CohortEdit;
use rollbook::fields::FieldKind;
use rollbook::import::{Field, Import, LayoutHints, Source};
use rollbook::products::{ProductEdit, ProductKind};
use rollbook::views::{ProgressColumn, Query, SortField, SortKey};
use rollbook::{Book, Error, Progress, Result};

use super::{LESSONS, NOW, OVER, Times, by, by_phase, expect_some, first_asked, opened};

/// The school's own fields, a kind each.
const FIELDS: [(&str, FieldKind); 5] = [
    ("City", FieldKind::Text),
    ("Age", FieldKind::Number),
    ("Birthday", FieldKind::Date),
    ("Size", FieldKind::Choice),
    ("Newsletter", FieldKind::YesNo),
];

/// A file that says of everybody what the first one did not, imported: every member is updated. Then
/// half of them get a subscription and the others a cohort.
pub fn details(path: &Path) -> Result<Times> {
    let book = opened(path)?;
    let file = path.with_extension("details.csv");
    fs::write(&file, about_everybody(&book)?)
        .map_err(|error| Error::Internal(format!("{}: {error}", file.display())))?;
    let progress = Progress::default();
    let (changed, times) = by_phase(&progress, || {
        let source = Source::from_path(&file)?;
        let mut import = Import::open(&book, source, LayoutHints::default())?;
        import.choose_field(1, Field::ExternalId);
        import.choose_field(2, Field::LastSeenAt);
        for (column, (label, kind)) in FIELDS.into_iter().enumerate() {
            import.choose_field(3 + column, Field::Custom(label.to_owned()));
            import.choose_kind(3 + column, kind);
        }
        import.plan(&book, NOW, &progress)?;
        Ok(import.apply(&book, &by(), &progress)?.changes)
    })?;
    expect_some(changed)?;
    let everybody = book.open_view(&Query::default(), NOW)?.ids;
    let (some, others) = everybody.split_at(everybody.len() / 2);
    let over = book.course_titled(OVER)?;
    let plan = ProductEdit {
        kind: Some(ProductKind::Subscription),
        courses: Some(vec![over]),
        ..ProductEdit::default()
    };
    let products = vec![book.add_product(&by(), "Everything", &plan)?.value];
    let run = CohortEdit { title: Some("May".to_owned()), ..CohortEdit::default() };
    let cohorts = vec![book.add_cohort(&by(), over, &run)?.value];
    let go = Progress::default();
    book.grant(&by(), some, &GrantSpec { products, ..GrantSpec::default() }, &go)?;
    book.grant(
        &by(),
        others,
        &GrantSpec { courses: vec![over], cohorts, ..GrantSpec::default() },
        &go,
    )?;
    Ok(times)
}

fn about_everybody(book: &Book) -> Result<String> {
    let everybody = book.open_view(&Query::default(), NOW)?.ids;
    let cities = ["São Paulo", "Lisboa", "Köln", "Leeds", "Québec", "Oslo", "Nantes"];
    let mut file = "Email,Platform id,Last seen,City,Age,Birthday,Size,Newsletter\n".to_owned();
    for (n, members) in everybody.chunks(10_000).enumerate() {
        for (i, row) in book.member_rows(members, NOW)?.into_iter().flatten().enumerate() {
            // As a platform numbers people: in no order that lists have.
            let n = (n * 10_000 + i) as u64 * 2_654_435_761 % 99_999_989;
            let _ = writeln!(
                file,
                "{},{n:08},2026-{:02}-{:02},{},{},{}-{:02}-{:02},{},{}",
                row.email,
                1 + n % 5,
                1 + n % 28,
                cities[n as usize % cities.len()],
                16 + n % 70,
                1950 + n % 60,
                1 + n % 12,
                1 + n % 28,
                ["S", "M", "L", "XL"][n as usize % 4],
                ["yes", "no"][n as usize % 2],
            );
        }
    }
    Ok(file)
}

/// Each once in a book whose lists are in memory, as they are some seconds after it was opened.
pub fn kinds(path: &Path) -> Result<Times> {
    let book = opened(path)?;
    let course = book.course_titled(LESSONS)?;
    let fields = book.custom_fields()?;
    drop(book);
    let filters = [
        "status:pending",
        "access:active",
        "access:none",
        "course:Drawing",
        "product:Everything",
        "subscription:any",
        "bundle:none",
        "cohort:May",
        "source:import",
        "enrolled>=2026-03",
        "expires<2027",
        "expires:never",
        "progress>=5",
        "progress:none",
        "completed:never",
        "opens:\"lessons / L7\"",
        "viewed:\"lessons / L2\"",
        "done:\"lessons / L1\"",
        "name:conceicao",
        "name:a",
        "name:none",
        "email:example.org",
        "email:souza,lima,brown",
        "company:atelie",
        "phone:1198",
        "phone:none",
        "id:00012345",
        "id:any",
        "id:none",
        "joined>=2020",
        "seen>=2026-03",
        "added:today",
        "import:1",
        "in:trash",
        "custom.City:lisboa",
        "custom.City:none",
        "custom.Age>=40",
        "custom.Birthday<1980",
        "custom.Size:XL",
        "custom.Newsletter:yes",
        "(course:Drawing expires<2027 or custom.Size:M) -name:ana seen>=2026-02 phone:98",
    ];
    let key = |field| vec![SortKey { field, desc: true }];
    let mut queries: Vec<(&str, &str, Vec<SortKey>)> =
        filters.iter().map(|filter| (*filter, *filter, Vec::new())).collect();
    for field in SortField::ALL {
        queries.push((field.name(), "", key(field)));
    }
    for field in &fields {
        queries.push((&field.shape.label, "", key(SortField::Custom(field.id))));
    }
    queries.push(("completed", "", key(SortField::Progress(ProgressColumn::Completed, course))));
    first_asked(path, &queries)
}
