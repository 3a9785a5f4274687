"""The fixed choices of a pack: what a cell may say where the software has to understand it."""

MARKS = ("S", "K-h", "K-m", "K-l", "D")
"""S a source was read; K-h, K-m, K-l knowledge of high, medium, low confidence; D our design."""

UNIT_KINDS = (
    "biro",
    "badan",
    "dinas",
    "satpol_pp",
    "inspektorat",
    "sekretariat_dprd",
    "rumah_sakit",
    "sekretariat_daerah",
    "kecamatan",
    "kelurahan",
    "uptd",
    "cabang_dinas",
    "puskesmas",
    "sekolah",
    "lainnya",
)
REGION_KINDS = ("kabupaten", "kota")
HOTLINE_KINDS = ("phone", "whatsapp")
EXAMINER = "examiner"
OTHER_TEAM = "other"
TEAM_KINDS = ("uptd_ppa", "pseah_desk", OTHER_TEAM, EXAMINER)
SERVING_KINDS = ("pseah_desk", OTHER_TEAM)
"""Teams that may be offered first to a group of people; one of kind "other" must be."""
ORGANISATIONS = ("uptd_ppa", "dinas")
NEEDS = (
    "aman",
    "dokter",
    "psikososial",
    "tempat_aman",
    "hukum",
    "polisi",
    "kerja",
    "sosial",
    "disabilitas",
    "anak",
    "pengaduan",
)
LEVELS = ("prov", "kab", "nasional")
COSTS = ("free", "partly", "paid", "unknown")
ANSWERS = ("yes", "partly", "no", "unknown")
CONTACT_KINDS = ("hotline", "via", "focal_point", "address", "none")
RULE_UNITS = ("hours", "days", "weeks", "months", "years", "count", "percent", "no_limit")
CLOCKS = ("calendar", "working")
WINDOW_KEYS = ("kurang_24_jam", "1_3_hari", "3_5_hari", "lebih_5_hari")
NOTE_PLACES = (
    "tujuan", "izin", "anak", "dokter", "layanan", "hak", "fokal_point", "atasan"
)  # fmt: skip
"""Pages and steps that show legal notes: purpose and consent of the report, help, rights, ..."""

DECREE_PARTS = ("consideration", "decision", "replaces", "effect", "copy")
"""Of a decree: "Menimbang", rulings, the one that ends an earlier decree, the last one, copies."""
DECREE_PLACEHOLDERS = (
    "unit", "title", "starts", "ends", "budget", "official", "old_number", "old_day"
)  # fmt: skip
MOST_RULINGS = 14
LAW_RANKS = ("uud", "uu", "pp", "perpres", "permen", "perda", "pergub")
"""Kinds of law in the order in which "Mengingat" names them."""

CASE_GROUPS = ("pegawai", "magang", "pasien", "murid", "warga")
"""Whose texts differ: staff, interns, patients, pupils, people at a counter."""
SHEET_ANSWERS = ("apa", "di_mana", "posisi", "tentang", "butuh")
"""Our own questions whose answers stand beside a field of the national recording system."""

RANK_KINDS = ("pns", "pppk")
GRADE = 10
"""Longest grade, in characters."""

CODING_FIELDS = (
    "type", "kind", "exchange", "exchange_kind", "abduction", "practice", "channel", "sex", "age",
    "education", "occupation", "disability", "daytime", "place", "setting", "before",
    "elsewhere", "accused_count", "accused_sex", "accused_age", "relation", "referred_from",
    "to_shelter", "to_health", "to_psychosocial", "to_legal", "to_police", "to_livelihood",
    "to_child_protection", "legal_wish", "service",
)  # fmt: skip
"""What is coded of a case for statistics, in the order in which it is asked (coding.csv)."""

CODING_NEEDED = (
    "type_rape", "type_sexual_assault", "type_forced_marriage", "exchange_yes",
    "abduction_no", "practice_no",
    "age_0_5", "age_6_12", "age_13_17", "relation_spouse", "relation_partner",
)  # fmt: skip
"""Choices from which the software derives the context of a case: asked of nobody."""

REQUIRED_RULES = (
    "acknowledge_hotline",
    "acknowledge_written",
    "police_notice",
    "child_handover",
    "refer_specialist",
    "refer_specialist_urgent",
    "first_contact",
    "follow_up",
    "retaliation_check_1",
    "retaliation_check_2",
    "retaliation_check_3",
    "directory_fresh",
)
"""Keys of rules.csv without which the software has no clock to show."""
