//! Where a list comes from: the exports of platforms that are known by their headers.
//!
//! A platform calls things as it likes: *Data Vencimento* of a sale at Hotmart is the day a bill
//! was due and no end of access, the *status* of a contact in a mailing list says nothing about a
//! member. So a list that is recognised is not guessed at: one entry here says by which headers it
//! is known, what its columns are, how it writes dates, and what its statuses mean. Columns that an
//! entry does not name are suggested like those of any other file.
//!
//! What the statuses of platforms mean was decided thus:
//!
//! - **A sale gives access when it is paid.** Whatever else it is (refunded, disputed, cancelled,
//!   waiting for its payment, refused), its row is skipped, and that is said. It takes nothing away
//!   either: somebody may have paid again, or have been given the course.
//! - **A subscription that was cancelled has ended**: on the day the file gives, or else it is
//!   blocked. One whose payment is late still runs, because platforms try again for days; one that
//!   is paused or unpaid is blocked.
//! - **The status of a contact** in a mailing list (subscribed, bounced) is not looked at: nobody
//!   gains or loses a course by it.
//! - A status that is not known is a problem of its row, never a guess.

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use serde::Serialize;

use super::dates::DateOrder;
use super::failed;
use super::fields::{Field, squeeze};
use super::layout::Columns;
use super::mapping::Mapping;
use super::values::{Code, Status, parse_status};

/// A list that a platform exports, or takes.
#[derive(Debug)]
pub struct Origin {
    /// The platform's own name.
    pub platform: &'static str,
    pub list: List,
    /// Headers the list is known by, as [`squeeze`] leaves them.
    known_by: &'static str,
    /// Headers that the list may have besides. A list of few and common headers is only recognised
    /// when it has no others.
    besides: Besides,
    /// What columns are: header and field.
    columns: &'static [(&'static str, &'static str)],
    dates: Option<DateOrder>,
    statuses: Statuses,
}

/// What a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum List {
    Members,
    Contacts,
    Enrollments,
    Sales,
    Subscriptions,
}

#[derive(Debug)]
enum Besides {
    Any,
    Only(&'static str),
}

/// What the statuses of a list are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Statuses {
    /// Of members or of their access.
    Access,
    Sales,
    Subscriptions,
}

use Besides::{Any, Only};
use List::{Contacts, Enrollments, Members, Sales, Subscriptions};

/// The lists of `platforms.md` whose headers are known. The longest that fits counts.
static ORIGINS: &[Origin] = &[
    Origin {
        platform: "Thinkific",
        list: Members,
        known_by: "firstname lastname id amountspent datecreated email enrollments lastsignin \
                   signincount",
        besides: Any,
        columns: &[("id", "external_id"), ("datecreated", "joined_at"), ("enrollments", "ignore")],
        dates: None,
        statuses: Statuses::Access,
    },
    Origin {
        platform: "Thinkific",
        list: Enrollments,
        known_by: "studentfirstname studentlastname studentemail groupname coursename \
                   activatedatdate %completed completeddate expirydate",
        besides: Any,
        columns: &[("groupname", "ignore")],
        dates: None,
        statuses: Statuses::Access,
    },
    Origin {
        platform: "Thinkific",
        list: Members,
        known_by: "firstname lastname useremail",
        besides: Only(""),
        columns: &[],
        dates: None,
        statuses: Statuses::Access,
    },
    Origin {
        platform: "MemberKit",
        list: Enrollments,
        known_by: "nome email datadeexpiracao",
        besides: Only("datadematricula"),
        columns: &[],
        dates: Some(DateOrder::Dmy),
        statuses: Statuses::Access,
    },
    Origin {
        platform: "SendOwl",
        list: Members,
        known_by: "buyername buyeremail",
        besides: Only(""),
        columns: &[],
        dates: None,
        statuses: Statuses::Access,
    },
    Origin {
        platform: "B2B Dashboard",
        list: Members,
        known_by: "name email team role",
        besides: Only(""),
        columns: &[("team", "ignore"), ("role", "ignore")],
        dates: None,
        statuses: Statuses::Access,
    },
    Origin {
        platform: "Kajabi",
        list: Contacts,
        known_by: "id name email phonenumber products tags memberid createdat lastactivity",
        besides: Any,
        columns: &[
            ("id", "ignore"),
            ("memberid", "external_id"),
            ("phonenumber", "phone"),
            ("mobilephonenumber", "ignore"),
            ("createdat", "joined_at"),
        ],
        dates: None,
        statuses: Statuses::Access,
    },
    Origin {
        platform: "Kajabi",
        list: Subscriptions,
        known_by: "kajabisubscriptionid customeremail customername customerid offertitle status \
                   createdat canceledon",
        besides: Any,
        columns: &[
            ("kajabisubscriptionid", "ignore"),
            ("customerid", "external_id"),
            ("offertitle", "product"),
            ("status", "access_status"),
            ("createdat", "enrolled_at"),
            ("canceledon", "expires_at"),
            ("nextpaymentdate", "ignore"),
            ("trialendson", "ignore"),
        ],
        dates: None,
        statuses: Statuses::Subscriptions,
    },
    Origin {
        platform: "Gumroad",
        list: Sales,
        known_by: "purchaseid itemname buyername purchaseemail buyeremail purchasedate",
        besides: Any,
        columns: &[
            ("purchaseid", "ignore"),
            ("itemname", "product"),
            ("purchaseemail", "email"),
            ("buyeremail", "ignore"),
            ("gifteeemail", "giftee_email"),
            ("purchasedate", "enrolled_at"),
            ("refunded", "ignore"),
            ("fullyrefunded", "no_access"),
            ("disputed", "disputed"),
            ("disputewon", "dispute_won"),
            ("accessrevoked", "no_access"),
            ("cancellationdate", "ignore"),
            ("subscriptionenddate", "expires_at"),
        ],
        dates: Some(DateOrder::Ymd),
        statuses: Statuses::Sales,
    },
    Origin {
        platform: "WooCommerce",
        list: Members,
        known_by: "name username lastactive signup email orders totalspend aov",
        besides: Any,
        columns: &[("signup", "joined_at"), ("username", "ignore")],
        dates: None,
        statuses: Statuses::Access,
    },
    Origin {
        platform: "WooCommerce",
        list: Sales,
        known_by: "orderid orderstatus billingfirstname billingemailaddress productname1",
        besides: Any,
        columns: &[
            ("orderid", "ignore"),
            ("orderstatus", "access_status"),
            ("productname1", "product"),
            ("customernote", "ignore"),
        ],
        dates: None,
        statuses: Statuses::Sales,
    },
    Origin {
        platform: "Ghost",
        list: Members,
        known_by: "id email name note subscribedtoemails complimentaryplan stripecustomerid \
                   createdat",
        besides: Any,
        columns: &[
            ("id", "external_id"),
            ("stripecustomerid", "ignore"),
            ("createdat", "joined_at"),
            ("products", "ignore"),
            ("tiers", "ignore"),
            ("deletedat", "ignore"),
        ],
        dates: None,
        statuses: Statuses::Access,
    },
    Origin {
        platform: "Mailchimp",
        list: Contacts,
        known_by: "emailaddress memberrating optintime confirmtime lastchanged leid euid",
        besides: Any,
        columns: &[
            ("optintime", "ignore"),
            ("confirmtime", "joined_at"),
            ("unsubtime", "ignore"),
            ("lastchanged", "ignore"),
        ],
        dates: None,
        statuses: Statuses::Access,
    },
    Origin {
        platform: "Stripe",
        list: Contacts,
        known_by: "id description email name created delinquent",
        besides: Any,
        columns: &[
            ("id", "external_id"),
            ("created", "joined_at"),
            ("status", "ignore"),
            ("plan", "ignore"),
        ],
        dates: None,
        statuses: Statuses::Access,
    },
    Origin {
        platform: "LearnDash",
        list: Enrollments,
        known_by: "userid name email courseid coursetitle stepscompleted stepstotal \
                   coursecompleted coursecompletedon",
        besides: Any,
        columns: &[("userid", "external_id"), ("coursecompleted", "ignore")],
        dates: None,
        statuses: Statuses::Access,
    },
    Origin {
        platform: "LearnWorlds",
        list: Members,
        known_by: "username firstname lastname email courses learningprograms tags password",
        besides: Any,
        columns: &[("learningprograms", "products")],
        dates: Some(DateOrder::Mdy),
        statuses: Statuses::Access,
    },
    Origin {
        platform: "Hotmart",
        list: Sales,
        known_by: "nomedoproduto transacao datadevenda datadeconfirmacao status nome email",
        besides: Any,
        columns: &[
            ("nomedoproduto", "product"),
            ("transacao", "ignore"),
            ("datadevenda", "ignore"),
            ("datadeconfirmacao", "enrolled_at"),
            ("status", "access_status"),
            ("nome", "name"),
            ("email", "email"),
            ("ddd", "phone_area"),
            ("telefone", "phone"),
            ("datavencimento", "ignore"),
            ("codigodoassinante", "ignore"),
        ],
        dates: Some(DateOrder::Dmy),
        statuses: Statuses::Sales,
    },
    Origin {
        platform: "Hotmart",
        list: Sales,
        known_by: "codigodatransacao statusdatransacao datadatransacao produto comprador \
                   emaildocomprador",
        besides: Any,
        columns: &[
            ("codigodatransacao", "ignore"),
            ("statusdatransacao", "access_status"),
            ("datadatransacao", "enrolled_at"),
            ("confirmacaodopagamento", "ignore"),
            ("produto", "product"),
            ("comprador", "name"),
        ],
        dates: Some(DateOrder::Dmy),
        statuses: Statuses::Sales,
    },
    Origin {
        platform: "Kiwify",
        list: Sales,
        known_by: "iddavenda status datadecriacao produto oferta cliente",
        besides: Any,
        columns: &[
            ("iddavenda", "ignore"),
            ("status", "access_status"),
            ("datadecriacao", "enrolled_at"),
            ("dataatualizacao", "ignore"),
            ("produto", "product"),
            ("cliente", "name"),
        ],
        dates: None,
        statuses: Statuses::Sales,
    },
    Origin {
        platform: "Eduzz",
        list: Sales,
        known_by: "fatura status datadecriacao produto clientenome clienteemail",
        besides: Any,
        columns: &[
            ("fatura", "ignore"),
            ("status", "access_status"),
            ("datadecriacao", "enrolled_at"),
            ("datadepagamento", "ignore"),
            ("produto", "product"),
        ],
        dates: Some(DateOrder::Dmy),
        statuses: Statuses::Sales,
    },
    Origin {
        platform: "Hubla",
        list: Sales,
        known_by: "iddafatura statusdafatura nomedocliente emaildocliente nomedoproduto",
        besides: Any,
        columns: &[
            ("iddafatura", "ignore"),
            ("statusdafatura", "access_status"),
            ("datadecriacao", "ignore"),
            ("datadepagamento", "enrolled_at"),
            ("datadevencimento", "ignore"),
        ],
        dates: Some(DateOrder::Dmy),
        statuses: Statuses::Sales,
    },
    Origin {
        platform: "Guru",
        list: Sales,
        known_by: "emailcontato nomecontato nomeproduto datapedido",
        besides: Any,
        columns: &[
            ("status", "access_status"),
            ("datapedido", "enrolled_at"),
            ("dataaprovacao", "ignore"),
            ("datacancelamento", "ignore"),
            ("telefonecontato", "phone"),
        ],
        dates: Some(DateOrder::Dmy),
        statuses: Statuses::Sales,
    },
    Origin {
        platform: "Ticto",
        list: Sales,
        known_by: "emaildocliente nomedocliente nomedoproduto datadopedido",
        besides: Any,
        columns: &[("status", "access_status"), ("datadopedido", "enrolled_at")],
        dates: Some(DateOrder::Dmy),
        statuses: Statuses::Sales,
    },
    Origin {
        platform: "TMB",
        list: Sales,
        known_by: "clientenome clienteemail criadoem pedido",
        besides: Any,
        columns: &[
            ("pedido", "ignore"),
            ("criadoem", "enrolled_at"),
            ("clientetelefone", "phone"),
            ("produto", "product"),
            ("status", "access_status"),
        ],
        dates: Some(DateOrder::Dmy),
        statuses: Statuses::Sales,
    },
    Origin {
        platform: "PerfectPay",
        list: Sales,
        known_by: "nomecliente emailcliente datavenda",
        besides: Any,
        columns: &[("datavenda", "enrolled_at"), ("status", "access_status")],
        dates: None,
        statuses: Statuses::Sales,
    },
    Origin {
        platform: "systeme.io",
        list: Contacts,
        known_by: "email firstname surname phonenumber tags dateregistered",
        besides: Any,
        columns: &[],
        dates: None,
        statuses: Statuses::Access,
    },
    Origin {
        platform: "Brevo",
        list: Contacts,
        known_by: "email lastname firstname sms emailblacklisted smsblacklisted addedtime",
        besides: Any,
        columns: &[("addedtime", "joined_at"), ("modifiedtime", "ignore")],
        dates: Some(DateOrder::Dmy),
        statuses: Statuses::Access,
    },
    Origin {
        platform: "ActiveCampaign",
        list: Contacts,
        known_by: "email firstname lastname phone tags datecreated ip status",
        besides: Any,
        columns: &[("status", "ignore"), ("datecreated", "joined_at")],
        dates: None,
        statuses: Statuses::Access,
    },
    Origin {
        platform: "Kit",
        list: Contacts,
        known_by: "firstname email createdat status",
        besides: Only("tags"),
        columns: &[("status", "ignore")],
        dates: None,
        statuses: Statuses::Access,
    },
    Origin {
        platform: "Substack",
        list: Contacts,
        known_by: "email activesubscription expiry plan createdat",
        besides: Any,
        columns: &[
            ("activesubscription", "ignore"),
            ("plan", "ignore"),
            ("createdat", "joined_at"),
            ("expiry", "expires_at"),
            ("firstpaymentat", "ignore"),
        ],
        dates: None,
        statuses: Statuses::Access,
    },
    Origin {
        platform: "MemberPress",
        list: Members,
        known_by: "username email role password firstname lastname",
        besides: Any,
        columns: &[("role", "ignore")],
        dates: None,
        statuses: Statuses::Access,
    },
    Origin {
        platform: "Edools",
        list: Enrollments,
        known_by: "firstname lastname email cpf schoolproductid",
        besides: Any,
        columns: &[("schoolproductid", "ignore")],
        dates: None,
        statuses: Statuses::Access,
    },
];

impl Origin {
    /// The list that headers are those of.
    pub fn of<'a>(headers: impl Iterator<Item = &'a str>) -> Option<&'static Self> {
        let headers = headers.filter(|header| !failed::is_ours(header));
        let headers: HashSet<String> = headers.map(squeeze).collect();
        let fitting = ORIGINS.iter().filter(|origin| origin.fits(&headers));
        fitting.max_by_key(|origin| origin.known_by().count())
    }

    /// A name for it that stays the same from version to version.
    pub fn key(&self) -> String {
        format!("{} {:?} {}", self.platform, self.list, self.known_by().count())
    }

    pub(super) fn by_key(key: &str) -> Option<&'static Self> {
        ORIGINS.iter().find(|origin| origin.key() == key)
    }

    /// In which order its dates are written, as far as that is known.
    pub(super) fn dates(&self) -> Option<DateOrder> {
        self.dates
    }

    /// Takes the columns it knows for what they are.
    pub(super) fn settle(&self, columns: &Columns, mapping: &mut Mapping) {
        for (header, key) in self.columns {
            let Ok(field) = Field::parse(key) else { continue };
            let is_meant = |known: &str| squeeze(known) == *header;
            if let Some(column) = columns.headers().position(is_meant) {
                mapping.settle(column, field);
            }
        }
    }

    /// What a status in it means for access.
    pub(super) fn status(&self, text: &str) -> Result<Status, Code> {
        let is_among = |words: &str| is_among(words, text);
        match self.statuses {
            Statuses::Access => parse_status(text),
            Statuses::Sales if is_among(PAID) => Ok(Status::Active),
            Statuses::Sales if is_among(NOT_PAID) || is_among(NOT_PAID_OF_SALES) => {
                Err(Code::NotPaid)
            }
            Statuses::Subscriptions if is_among(RUNNING) => Ok(Status::Active),
            Statuses::Subscriptions if is_among(ENDED) => Ok(Status::Expired),
            Statuses::Subscriptions if is_among(HALTED) => Ok(Status::Disabled),
            Statuses::Sales | Statuses::Subscriptions => Err(Code::BadStatus),
        }
    }

    fn known_by(&self) -> impl Iterator<Item = &'static str> {
        self.known_by.split_ascii_whitespace()
    }

    fn fits(&self, headers: &HashSet<String>) -> bool {
        let is_known = |header: &str| self.known_by().any(|known| known == header);
        self.known_by().all(|header| headers.contains(header))
            && match self.besides {
                Any => true,
                Only(besides) => headers.iter().all(|header| {
                    is_known(header) || besides.split_ascii_whitespace().any(|b| b == header)
                }),
            }
    }
}

/// What a status means for access in a list nobody knows. A sale that was paid back is recognised
/// all the same.
pub(super) fn status_anywhere(text: &str) -> Result<Status, Code> {
    parse_status(text).map_err(|code| if is_among(NOT_PAID, text) { Code::NotPaid } else { code })
}

fn is_among(words: &str, text: &str) -> bool {
    let word = squeeze(text);
    words.split_ascii_whitespace().any(|known| known == word)
}

/// Sales that were paid, also those of which a part was paid back.
const PAID: &str = "approved aprovado aprovada aprobado paid pago paga pagado pagada complete \
                    completed completo completa completado autorizado autorizada authorized \
                    confirmado confirmada concluido concluida succeeded processing emdia active \
                    ativo ativa partiallyrefunded parcialmentereembolsado \
                    reembolsadoparcialmente";

/// Of whatever list: nothing but a sale is called so.
const NOT_PAID: &str = "refunded refund reembolsado reembolsada reembolso reintegrado \
                        estornado estornada chargeback chargedback disputed dispute disputa \
                        emdisputa waitingpayment aguardandopagamento pagamentopendente \
                        pendingpayment unpaid naopago naopaga nopagado boletoimpresso boletogerado \
                        billetprinted printedbillet carrinhoabandonado aguardandoreembolso";

/// In a list of sales. Elsewhere it may be an enrollment that is pending or has expired.
const NOT_PAID_OF_SALES: &str = "reclamado reclamada claimed cancelled canceled cancelado cancelada refused recusado recusada \
     declined denied negado negada failed falhou falhada aguardando pending pendente onhold \
     emespera open aberto aberta emaberto iniciado iniciada started expired expirado expirada \
     vencido vencida overdue atrasado atrasada abandoned abandonado abandonada emanalise \
     underanalysis inreview duplicado duplicada blocked bloqueado bloqueada draft trash protested";

const RUNNING: &str = "active ativo ativa activo activa trialing trial pastdue overdue atrasado \
                       atrasada";
const ENDED: &str = "canceled cancelled cancelado cancelada ended expired expirado expirada";
const HALTED: &str = "paused pausado pausada unpaid incomplete incompleteexpired";
