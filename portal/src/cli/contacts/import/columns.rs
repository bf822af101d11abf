//! Which cell of a row is which field of a contact.

use std::borrow::Cow;

use genkan::text::{Tables, Unicode as _, prepare};

/// A field of a contact, in a column of a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::cli) enum Field {
    Name,
    Email,
    Company,
    Language,
    PasswordHash,
    PasswordSalt,
}

impl Field {
    pub(in crate::cli) const ALL: [Self; 6] = [
        Self::Name,
        Self::Email,
        Self::Company,
        Self::Language,
        Self::PasswordHash,
        Self::PasswordSalt,
    ];

    /// Returns the name of the field, which is also that of its column.
    pub(in crate::cli) const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Company => "company",
            Self::Language => "language",
            Self::PasswordHash => "password_hash",
            Self::PasswordSalt => "password_salt",
        }
    }

    /// Returns other names of the column, without spaces and signs.
    const fn others(self) -> &'static [&'static str] {
        match self {
            Self::Name => &[
                "fullname",
                "contact",
                "氏名",
                "名前",
                "お名前",
                "担当者",
                "担当者名",
                "ご担当者名",
                "担当者氏名",
                "ご担当者氏名",
            ],
            Self::Email => &[
                "mail",
                "emailaddress",
                "emailアドレス",
                "mailaddress",
                "メール",
                "メールアドレス",
                "eメール",
                "eメールアドレス",
                "電子メール",
                "電子メールアドレス",
                "アドレス",
            ],
            Self::Company => &[
                "companyname",
                "organization",
                "organisation",
                "会社",
                "会社名",
                "企業名",
                "貴社名",
                "御社名",
                "顧客企業",
                "顧客名",
                "取引先",
                "取引先名",
                "法人名",
                "勤務先",
            ],
            Self::Language => &["lang", "言語", "メールの言語"],
            Self::PasswordHash => &["パスワードハッシュ"],
            Self::PasswordSalt => &["passwordsalt"],
        }
    }

    /// Returns the field of a column's name.
    fn of(header: &str) -> Option<Self> {
        let header = plain(header);
        let mut name = header.as_str();
        while let Some(rest) = REMARKS.iter().find_map(|one| name.strip_suffix(one)) {
            name = rest;
        }
        Self::ALL
            .into_iter()
            .find(|field| plain(field.name()) == name || field.others().contains(&name))
    }
}

/// What is written behind a column's name, as in 「メールアドレス（必須）」.
const REMARKS: [&str; 9] = [
    "必須",
    "任意",
    "漢字",
    "全角",
    "半角",
    "正式",
    "正式名称",
    "required",
    "optional",
];

/// Returns a column's name without what differs from file to file: case, width,
/// spaces and signs.
fn plain(header: &str) -> String {
    let folded = Tables.fold(&prepare(&Tables, header));
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Why a header cannot be used.
pub(super) enum InvalidHeader {
    /// No column is for this field, or the named one does not exist.
    Missing(String),
    /// Two columns are for the same field.
    Repeated(String),
}

/// Names of the columns of a file that has two for a person's name, without spaces
/// and signs.
const NAME_PARTS: [&[&str]; 2] = [
    &[
        "lastname",
        "familyname",
        "surname",
        "姓",
        "氏",
        "名字",
        "苗字",
    ],
    &["firstname", "givenname", "名"],
];

/// Where the columns of a file are.
pub(super) struct Columns {
    at: [Option<usize>; Field::ALL.len()],
    /// The columns of the two parts of a name, in the file's order.
    name_parts: Option<[usize; 2]>,
    pub(super) width: usize,
    /// The names of the columns that are not used.
    pub(super) unused: Vec<String>,
}

impl Columns {
    /// Finds the columns in a header. `named` has fields with the names of their
    /// columns in this file.
    pub(super) fn find(
        header: &[String],
        named: &[(Field, String)],
    ) -> Result<Self, InvalidHeader> {
        let mut columns = Self {
            at: [None; Field::ALL.len()],
            name_parts: None,
            width: header.len(),
            unused: Vec::new(),
        };
        for (field, name) in named {
            let at = header.iter().position(|cell| plain(cell) == plain(name));
            let at = at.ok_or_else(|| InvalidHeader::Missing(name.clone()))?;
            if columns.at[*field as usize].replace(at).is_some() {
                return Err(InvalidHeader::Repeated(field.name().into()));
            }
        }
        for (at, cell) in header.iter().enumerate() {
            if columns.at.contains(&Some(at)) {
                continue;
            }
            let is_named = |field: &Field| named.iter().any(|(named, _)| named == field);
            match Field::of(cell).filter(|field| !is_named(field)) {
                None if cell.is_empty() => {}
                None => columns.unused.push(cell.clone()),
                Some(field) => {
                    if columns.at[field as usize].replace(at).is_some() {
                        return Err(InvalidHeader::Repeated(cell.clone()));
                    }
                }
            }
        }
        if columns.at[Field::Name as usize].is_none() {
            columns.find_name_parts(header);
        }
        for required in [Field::Name, Field::Email] {
            let is_in_parts = required == Field::Name && columns.name_parts.is_some();
            if columns.at[required as usize].is_none() && !is_in_parts {
                return Err(InvalidHeader::Missing(required.name().into()));
            }
        }
        Ok(columns)
    }

    fn find_name_parts(&mut self, header: &[String]) {
        let at = |names: &[&str]| {
            let mut cells = header.iter();
            cells.position(|cell| names.contains(&plain(cell).as_str()))
        };
        let [family, given] = NAME_PARTS.map(at);
        let (Some(family), Some(given)) = (family, given) else {
            return;
        };
        let parts = [family.min(given), family.max(given)];
        self.unused
            .retain(|cell| parts.iter().all(|at| header[*at] != *cell));
        self.name_parts = Some(parts);
    }

    /// Returns the cell of a field; empty if there is none. The two parts of a name
    /// are joined by a space.
    pub(super) fn cell<'r>(&self, row: &'r [String], field: Field) -> Cow<'r, str> {
        let cell = |at: usize| row.get(at).map_or("", String::as_str);
        match (self.at[field as usize], self.name_parts) {
            (Some(at), _) => cell(at).into(),
            (None, Some(parts)) if field == Field::Name => {
                let [first, second] = parts.map(cell);
                format!("{first} {second}").into()
            }
            (None, _) => "".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(header: &str, named: &[(Field, String)]) -> Result<Columns, InvalidHeader> {
        let header: Vec<String> = header.split(',').map(str::to_owned).collect();
        Columns::find(&header, named)
    }

    #[test]
    fn a_column_is_known_by_what_people_call_it() {
        let row: Vec<String> = ["n", "e", "c", "l"].map(String::from).to_vec();
        for header in [
            "name,email,company,language",
            "Name,E-Mail,Company,Language",
            "氏名,メールアドレス,会社名,言語",
            "お名前,Ｅメール,貴社名,メールの言語",
            "氏名（漢字・全角）,Ｅ－ｍａｉｌ【必須】,会社名（正式名称）,言語",
            "FULL NAME,e-mail address,Organization,LANG",
        ] {
            let columns = find(header, &[]).ok().unwrap();
            let cells = [Field::Name, Field::Email, Field::Company, Field::Language];
            assert_eq!(
                cells.map(|field| columns.cell(&row, field)),
                ["n", "e", "c", "l"]
            );
            assert!(columns.unused.is_empty(), "{header}");
        }
        let columns = find("部署,氏名,mail,備考,", &[]).ok().unwrap();
        assert_eq!(columns.unused, ["部署", "備考"]);
        for header in ["名,email,姓", "First Name,E-mail,Last Name"] {
            let columns = find(header, &[]).ok().unwrap();
            assert_eq!(columns.cell(&row, Field::Name), "n c");
            assert!(columns.unused.is_empty(), "{header}");
        }
        assert_eq!(find("名,email,氏名", &[]).ok().unwrap().unused, ["名"]);
        assert!(find("名,email", &[]).is_err());
        let named = [(Field::Email, "連絡先".to_owned())];
        let columns = find("name,email,連絡先", &named).ok().unwrap();
        let row: Vec<String> = ["n", "other", "e"].map(String::from).to_vec();
        assert_eq!(columns.cell(&row, Field::Email), "e");
        assert_eq!(columns.unused, ["email"]);
    }

    #[test]
    fn a_header_that_cannot_be_used_is_refused() {
        let named = [(Field::Email, "連絡先".to_owned())];
        assert!(matches!(
            find("name,x", &[]),
            Err(InvalidHeader::Missing(_))
        ));
        assert!(matches!(
            find("name,email", &named),
            Err(InvalidHeader::Missing(_))
        ));
        let twice = find("name,email,メール", &[]);
        assert!(matches!(twice, Err(InvalidHeader::Repeated(name)) if name == "メール"));
    }
}
