//! The accounts of the province of two tiers.

use roviec_shared::organisation::Role;

use super::{Entry, Whom};
use crate::demo::district::two_tier::PROVINCE;

pub const ENTRIES: &[Entry] = &[
    Entry(
        "bt.khengang",
        "chi-bo-khe-ngang",
        Whom::Holds(Role::Secretary, 0),
        "Bí thư chi bộ thôn Khe Ngang, chi bộ cơ sở có hai tổ đảng: bắt đầu từ đây. Kết quả và tự chấm đã gần đủ, tổ 2 đã biểu quyết, chi bộ chưa họp.",
    ),
    Entry(
        "pbt.khengang",
        "chi-bo-khe-ngang",
        Whom::Holds(Role::Deputy, 0),
        "Phó Bí thư chi bộ thôn Khe Ngang: chủ trì phần của bí thư, bằng mã PIN của mình trên cùng máy.",
    ),
    Entry(
        "tt.khengang",
        "chi-bo-khe-ngang.to-1",
        Whom::Holds(Role::GroupLeader, 0),
        "Tổ trưởng tổ đảng số 1, chi bộ Khe Ngang: tổ biểu quyết trước chi bộ.",
    ),
    Entry(
        "dv.khengang",
        "chi-bo-khe-ngang",
        Whom::Plain(0),
        "Đảng viên chi bộ Khe Ngang, dùng điện thoại: việc của tôi, hạn, kết quả.",
    ),
    Entry(
        "bt.langmoi",
        "chi-bo-lang-moi",
        Whom::Holds(Role::Secretary, 0),
        "Bí thư chi bộ thôn Làng Mới: đang họp, đã biểu quyết một phần.",
    ),
    Entry(
        "bt.doiche",
        "chi-bo-doi-che",
        Whom::Holds(Role::Secretary, 0),
        "Bí thư chi bộ thôn Đồi Chè: đã họp, chi bộ tự quyết định mức của đảng viên, chưa xác nhận.",
    ),
    Entry(
        "dv.dongtam",
        "chi-bo-dong-tam",
        Whom::Plain(0),
        "Đảng viên chi bộ thôn Đồng Tâm: kết quả đã thông báo, có thể kiến nghị.",
    ),
    Entry(
        "bt.vanhoa",
        "dang-bo-ubnd-dong-son.van-hoa",
        Whom::Holds(Role::Secretary, 0),
        "Bí thư chi bộ Phòng Văn hóa – Xã hội, thuộc Đảng bộ UBND xã: đã gửi báo cáo, còn rút lại được.",
    ),
    Entry(
        "vp.dangbo",
        "dang-bo-ubnd-dong-son",
        Whom::Holds(Role::CommitteeOffice, 0),
        "Văn phòng Đảng ủy UBND xã: tiếp nhận báo cáo của ba chi bộ, nhập kết luận.",
    ),
    Entry(
        "bt.dangbo",
        "dang-bo-ubnd-dong-son",
        Whom::Holds(Role::Decider, 0),
        "Bí thư Đảng ủy UBND xã, Chủ tịch UBND xã Đông Sơn: quyết định theo kết luận; phiếu của mình do Tỉnh ủy quyết định.",
    ),
    Entry(
        "tp.kinhte",
        "phong-kinh-te-dong-son",
        Whom::Holds(Role::Head, 0),
        "Trưởng phòng Kinh tế xã Đông Sơn: chủ trì họp cơ quan, quyết định; tự đánh giá với Ban Thường vụ Đảng ủy xã.",
    ),
    Entry(
        "cv.kinhte",
        "phong-kinh-te-dong-son",
        Whom::Post("Chuyên viên"),
        "Chuyên viên Phòng Kinh tế: phiếu của công chức ở cơ quan, phiếu đảng viên ở chi bộ.",
    ),
    Entry(
        "bxd.dongson",
        "dong-son",
        Whom::Holds(Role::OrganisationBoard, 0),
        "Ban Xây dựng Đảng xã Đông Sơn: tổng hợp đề xuất với người đứng đầu các cơ quan của xã, xin ý kiến, theo dõi toàn xã.",
    ),
    Entry(
        "btv.dongson",
        "dong-son",
        Whom::Holds(Role::StandingMember, 3),
        "Ủy viên Ban Thường vụ Đảng ủy xã Đông Sơn: cho ý kiến về người đứng đầu trên điện thoại, theo dõi toàn xã.",
    ),
    Entry(
        "bt.dongson",
        "dong-son",
        Whom::Holds(Role::Decider, 0),
        "Bí thư Đảng ủy xã Đông Sơn: quyết định với người đứng đầu các cơ quan, xem toàn xã.",
    ),
    Entry(
        "vp.dongson",
        "dong-son",
        Whom::Holds(Role::CommitteeOffice, 0),
        "Văn phòng Đảng ủy xã Đông Sơn: chi bộ, đảng bộ nào đã họp, đã quyết định, còn chậm.",
    ),
    Entry(
        "ubkt.dongson",
        "dong-son",
        Whom::Holds(Role::Inspector, 0),
        "Ủy ban Kiểm tra Đảng ủy xã Đông Sơn: đọc, xác nhận những điều làm hạ mức.",
    ),
    Entry(
        "btc.tinh",
        PROVINCE,
        Whom::Holds(Role::OrganisationBoard, 0),
        "Ban Tổ chức Tỉnh ủy: tổng hợp đề xuất với lãnh đạo xã, phường, theo dõi toàn tỉnh.",
    ),
    Entry(
        "bt.tinh",
        PROVINCE,
        Whom::Holds(Role::Decider, 0),
        "Bí thư Tỉnh ủy: quyết định với lãnh đạo xã, phường, xem toàn tỉnh.",
    ),
    Entry(
        "quantri.dongson",
        "dong-son",
        Whom::Holds(Role::Administrator, 0),
        "Quản trị của xã Đông Sơn: đơn vị, người, chức vụ, tài khoản trong xã; sáp nhập, chuyển công tác.",
    ),
    Entry(
        "quantri",
        PROVINCE,
        Whom::Holds(Role::Administrator, 0),
        "Quản trị của tỉnh: cây đơn vị, tài khoản, bộ quy định; không xem phiếu, không sửa xếp loại.",
    ),
];
