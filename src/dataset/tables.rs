//! The tables: what each holds, column by column. The data package, the CSV, the JSON Lines and the Parquet follow from this.

use super::table::{Column, Kind, Table};

macro_rules! columns {
    ($($name:ident $kind:ident $($refers:ident)? : $about:literal),* $(,)?) => {
        &[$(Column {
            name: stringify!($name),
            kind: Kind::$kind,
            about: $about,
            refers: columns!(@refers $($refers)?),
        }),*]
    };
    (@refers) => { None };
    (@refers $table:ident) => { Some(stringify!($table)) };
}

/// All tables, in the order of the data package.
pub const TABLES: [Table; 17] = [
    Table {
        name: "inputs",
        about: "One row for each page that was read.",
        keyed: true,
        columns: columns![
            name Text: "Path of the page below the folder that was read",
            record Text: "Path of its records in this dataset",
            sha256 Text: "SHA-256 of its bytes",
            encoding Text: "Encoding, as the WHATWG Encoding Standard names it",
            script Text: "hans or hant (ISO 15924 in lower case)",
            published Text: "When it was published, where known (EDTF)",
            articles Count: "Number of articles",
            meetings Count: "Number of encounters told",
            statements Count: "Number of statements",
            documents Count: "Number of documents named",
            warnings Count: "Number of warnings",
        ],
    },
    Table {
        name: "articles",
        about: "One row for each news item, document text or list of a page.",
        keyed: true,
        columns: columns![
            id Text: "Path of the page, #, id in its records",
            input Text inputs: "The page",
            kind Text: "report, document_text, document_list, teaser, fragment, other",
            kicker Text: "Line above the headline",
            headline Text: "Headline",
            subhead Text: "Line below the headline",
            agency Text: "Agency of the dateline",
            place Text: "Place of the dateline",
            date Text: "Date of the dateline (EDTF)",
            reporters List: "Names of reporters",
            page Text: "Page on which it is printed",
            continued_from Text: "Page on which it begins, as printed",
            continues_on Text: "Page on which it goes on, as printed",
            whole Text articles: "Article in another file that prints the whole of this text, or its head",
            story Text articles: "First of the articles that print this text, whole or in part",
            document Text: "Title of the document whose text or list it is",
            captions Count: "Number of photo captions",
            first_line Count: "First line in the page, from 1",
            last_line Count: "Last line",
            bytes List: "Half-open ranges of bytes of the page",
        ],
    },
    Table {
        name: "meetings",
        about: "One row for each encounter, whoever tells of it: talks, calls, ceremonies, messages.",
        keyed: true,
        columns: columns![
            id Text: "The same for the same event, whatever source is added",
            kind Text: "talks, meeting, summit, phone_call, joint_press, welcome_ceremony, banquet, tea, tour, signing_ceremony, opening_ceremony, ceremony, conference, message",
            mode Text: "in_person, phone, video, written",
            date Text: "Day (EDTF)",
            time_of_day Text: "early_morning, morning, noon, afternoon, evening",
            local_time Flag: "The text says 当地时间",
            country Text: "Country of the place (ISO 3166-1 alpha-2)",
            city Text: "City as printed",
            venue Text: "Venue as printed",
            visit Text: "Kind of the visit during which it took place",
            formats List: "小范围, 大范围",
            name Text: "Name of a named meeting",
            topics List: "What views were exchanged on",
            attendees List: "Persons who took part besides the parties",
            attendees_open Flag: "The list of attendees closes with 等",
            attendees_other List: "Groups who took part",
            announced Flag: "It had not taken place when the texts were written",
            sources Count: "Number of pages that tell of it",
            variants List: "What sources say differently: field, value, inputs, kept",
        ],
    },
    Table {
        name: "visits",
        about: "One row for each journey of one person to one country.",
        keyed: true,
        columns: columns![
            id Text: "The same for the same visit, whatever source is added",
            visitor Text: "Who travels",
            office Text: "Office as printed",
            country Text: "Country of the visitor (ISO 3166-1 alpha-2)",
            to Text: "Country visited (ISO 3166-1 alpha-2)",
            kind Text: "state_visit, official_visit, goodwill_visit, working_visit, visit",
            from Text: "First day (EDTF)",
            until Text: "Last day (EDTF)",
            inviter Text: "Who invited",
            status Text: "announced, begun, ended",
            sources Count: "Number of pages that tell of it",
            variants List: "What sources say differently: field, value, inputs, kept",
        ],
    },
    Table {
        name: "documents",
        about: "One row for each instrument, with all pages that sign, issue, cite or list it.",
        keyed: true,
        columns: columns![
            id Text: "The same for the same instrument, whatever source is added",
            title Text: "Title without 《》",
            description Text: "The words, for one cited by date and noun only",
            kind Text: "By the noun that ends the title: treaty, agreement, mou, joint_statement …",
            subject Text: "What stands between 关于 and the kind",
            period Text: "Years for which it holds (EDTF)",
            date Text: "Of signature or issue (EDTF)",
            truncated Flag: "No page prints its text to the end",
            list Text articles: "The list of outcomes in which it stands",
            section Count: "Number of the section of the list",
            section_title Text: "Title of that section",
            number Count: "Number in the section",
            sources Count: "Number of pages that name it",
            variants List: "What sources say differently: field, value, inputs, kept",
        ],
    },
    Table {
        name: "parties",
        about: "One row for each side of a meeting or document, in order.",
        keyed: false,
        columns: columns![
            meeting Text meetings: "The meeting",
            document Text documents: "Or the document",
            position Count: "1, 2, …",
            name Text: "Name as printed; a group or body where no person is named",
            office Text: "Office as printed, with the country",
            country Text: "ISO 3166-1 alpha-2",
            org Text: "Code of an organisation: UN, EU",
            level Text: "state, head_of_state, government, ministry, legislature, party, media, university, company, organisation",
            role Text: "host, guest",
            delegation Text: "The delegation that the person leads",
        ],
    },
    Table {
        name: "sources",
        about: "One row for each page that tells of a meeting, visit or document.",
        keyed: false,
        columns: columns![
            meeting Text meetings: "The meeting",
            visit Text visits: "Or the visit",
            document Text documents: "Or the document",
            input Text inputs: "The page",
            article Text articles: "The article",
            record Text: "Id in the records of the page; empty where the page only carries on the text",
            first_line Count: "First line in the page, from 1",
            last_line Count: "Last line",
            bytes List: "Half-open ranges of bytes of the page",
        ],
    },
    Table {
        name: "statements",
        about: "One row for each statement that a page prints.",
        keyed: true,
        columns: columns![
            id Text: "Path of the page, #, id in its records",
            input Text inputs: "The page",
            article Text articles: "The article",
            meeting Text meetings: "The meeting at which it was said",
            same_as Text statements: "The statement in another file that prints the same, and is whole",
            speaker Text: "Full name; a group as printed",
            joint Flag: "The speaker is a group of several sides",
            office Text: "Office as printed",
            country Text: "ISO 3166-1 alpha-2",
            org Text: "Code of an organisation",
            verb Text: "The verb that opens the speech",
            lead Text: "The words between the speaker and the speech",
            text Text: "The speech",
            points Count: "Number of its points",
            truncated_start Flag: "The beginning is on another page",
            first_line Count: "First line in the page, from 1",
            last_line Count: "Last line",
            bytes List: "Half-open ranges of bytes of the page",
        ],
    },
    Table {
        name: "points",
        about: "One row for each numbered point of a statement.",
        keyed: false,
        columns: columns![
            statement Text statements: "The statement",
            number Count: "Its number",
            marker Text: "The marker as printed",
            heading Text: "The sentence behind the marker",
            text Text: "The text, heading included",
            first_line Count: "First line in the page, from 1",
            last_line Count: "Last line",
        ],
    },
    Table {
        name: "acts",
        about: "One row for each thing that a page tells of a document: signed, issued, cited.",
        keyed: false,
        columns: columns![
            document Text documents: "The document",
            input Text inputs: "The page",
            act Text: "sign_and_issue, sign, issue, witness_signing, witness_exchange, announce, adopt, extend, cite, reach",
            date Text: "Day (EDTF)",
            by Text: "By whom, as printed",
            meeting Text meetings: "The meeting at which it was done",
            article_cited Text: "第二十五条: the article cited",
            first_line Count: "First line in the page, from 1",
            last_line Count: "Last line",
        ],
    },
    Table {
        name: "clauses",
        about: "One row for each clause of a document that a page prints in full.",
        keyed: true,
        columns: columns![
            id Text: "Path of the page, #, id of the document in its records, /, places of the clause",
            document Text documents: "The document",
            input Text inputs: "The page",
            parent Text clauses: "The clause in which it stands",
            position Count: "Its place there: 1, 2, …",
            marker Text: "The marker as printed",
            number Count: "Its number",
            heading Text: "A heading behind the marker",
            text Text: "Its own paragraphs, one a line",
            first_line Count: "First line in the page, from 1",
            last_line Count: "Last line",
        ],
    },
    Table {
        name: "commitments",
        about: "One row for each sentence of a clause that commits.",
        keyed: false,
        columns: columns![
            clause Text clauses: "The clause",
            actor Text: "双方, 中方, 俄方",
            verb Text: "支持, 重申, 愿, 将, 商定",
            text Text: "The sentence",
            first_line Count: "First line in the page, from 1",
            last_line Count: "Last line",
        ],
    },
    Table {
        name: "bundles",
        about: "One row for each number of documents that are only counted.",
        keyed: true,
        columns: columns![
            id Text: "Path of the page, #, id in its records",
            input Text inputs: "The page",
            article Text articles: "The article",
            act Text: "What was done, as in acts",
            count Count: "How many",
            at_least Flag: "20多份, 多项",
            fields List: "Fields as printed",
            meeting Text meetings: "The meeting at which it was done",
            first_line Count: "First line in the page, from 1",
            last_line Count: "Last line",
        ],
    },
    Table {
        name: "captions",
        about: "One row for each photo caption.",
        keyed: false,
        columns: columns![
            article Text articles: "The article",
            text Text: "The caption without its credit",
            agency Text: "The agency credited",
            photographer Text: "The photographer credited",
            first_line Count: "First line in the page, from 1",
            last_line Count: "Last line",
        ],
    },
    Table {
        name: "conflicts",
        about: "One row for each value of a field, or wording of a text, on which sources differ.",
        keyed: false,
        columns: columns![
            meeting Text meetings: "The meeting",
            visit Text visits: "Or the visit",
            document Text documents: "Or the document",
            kind Text: "field: sources give several values; wording: prints of one text differ; misprint: in a character or two",
            field Text: "The field; parties.NAME.office for one of a side",
            value Text: "The value, or the wording with some characters around it",
            inputs List: "The pages that say so",
            kept Flag: "It is the one that stands in the table",
        ],
    },
    Table {
        name: "diagnostics",
        about: "One row for each thing that was repaired, guessed or could not be read, and for counts that do not agree.",
        keyed: false,
        columns: columns![
            input Text inputs: "The page",
            severity Text: "note, warning, error",
            code Text: "What kind it is",
            message Text: "What was found",
            first_line Count: "First line in the page, from 1",
            last_line Count: "Last line",
        ],
    },
    Table {
        name: "errors",
        about: "One row for each input that could not be read.",
        keyed: false,
        columns: columns![
            input Text: "Path of the input",
            code Text: "What kind of error it is",
            message Text: "What was found",
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_somewhere() {
        for t in &TABLES {
            let names: std::collections::BTreeSet<&str> = t.columns.iter().map(|c| c.name).collect();
            assert_eq!(names.len(), t.columns.len(), "{}", t.name);
            for c in t.columns.iter().filter_map(|c| c.refers) {
                assert!(TABLES.iter().any(|t| t.name == c && t.keyed), "{} refers to {c}", t.name);
            }
        }
    }
}
