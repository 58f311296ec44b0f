"""Made-up contacts to compare: a firm with colleagues, a family, namesakes, and doubles of some of them."""

from nexus_contacts.duplicates.records import Person, Records

FIRM = {"company": "Acme & Sons, Inc.", "street": "1 Dock Road", "city": "Hull", "zip": "HU1 1AA"}

JANE = Person("jane", "Jane", "Smithson", "jane.smithson@acmesons.com", "+442079460101", job_title="Buyer", **FIRM)
JANE_AGAIN = Person("jane2", "Smithson", "Jayne", "j.smithson@acmesons.com", "020 7946 0101", company="Acme and Sons")
TOM = Person("tom", "Tom", "Okafor", "tom.okafor@acmesons.com", "+442079460102", job_title="Buyer", **FIRM)
HOME = {"street": "7 Larch Lane", "city": "Leeds", "zip": "LS1 4AP"}
ADA = Person("ada", "Ada", "Whitcombe", "ada.w@gmail.com", "+441134960001", **HOME)
BEN = Person("ben", "Ben", "Whitcombe", "benw@gmail.com", "+441134960001", **HOME)
FATHER = Person("father", "George", "Palmerston Sr.", "gp1950@gmail.com", "+441214960007", **HOME)
SON = Person("son", "George", "Palmerston Jr.", "georgie.p@gmail.com", "+441214960099", **HOME)
NAMESAKE = Person("namesake", "Tom", "Okafor", "t.okafor@northline.org", "+12125550180", company="Northline")
BILL = Person("bill", "Bill", "Harrowgate", "harrowgate@northline.org", "+12125550177", company="Northline Ltd")
WILLIAM = Person("william", "William", "Harrowgate", "william.harrowgate@gmail.com", "(212) 555-0177", "Northline")

EVERYBODY = (JANE, JANE_AGAIN, TOM, ADA, BEN, FATHER, SON, NAMESAKE, BILL, WILLIAM)


def records_of(*people: Person) -> Records:
    records = Records()
    for person in people or EVERYBODY:
        records.add(person)
    return records
