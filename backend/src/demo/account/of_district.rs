//! The accounts of the district.

use roviec_shared::organisation::Role;

use super::{Entry, Whom};
use crate::demo::district::DISTRICT;

pub const ENTRIES: &[Entry] = &[
    Entry(
        "bt.huongly",
        "dai-dong.huong-ly",
        Whom::Holds(Role::Secretary, 0),
        "Bí thư chi bộ thôn Hương Lý: bắt đầu từ đây. Kết quả và tự chấm đã gần đủ, chi bộ chưa họp.",
    ),
    Entry(
        "pbt.huongly",
        "dai-dong.huong-ly",
        Whom::Holds(Role::Deputy, 0),
        "Phó Bí thư chi bộ thôn Hương Lý: chủ trì phần của bí thư, bằng mã PIN của mình trên cùng máy.",
    ),
    Entry(
        "truongthon.huongly",
        "dai-dong.huong-ly",
        Whom::Post("Trưởng thôn"),
        "Trưởng thôn, đảng viên chi bộ Hương Lý: đọc kết quả tháng trước và căn cứ xếp loại.",
    ),
    Entry(
        "dv.huongly",
        "dai-dong.huong-ly",
        Whom::Plain(0),
        "Đảng viên chi bộ Hương Lý, dùng điện thoại: việc của tôi, hạn, kết quả.",
    ),
    Entry(
        "vp.daidong",
        "dai-dong",
        Whom::Holds(Role::CommitteeOffice, 0),
        "Văn phòng Đảng ủy xã Đại Đồng: báo cáo đã gửi, còn thiếu, tiếp nhận, trả lại, nhập kết luận.",
    ),
    Entry(
        "bt.daidong",
        "dai-dong",
        Whom::Holds(Role::Decider, 0),
        "Bí thư Đảng ủy xã Đại Đồng: quyết định theo kết luận.",
    ),
    Entry(
        "pbt.daidong",
        "dai-dong",
        Whom::Holds(Role::Decider, 1),
        "Phó Bí thư Thường trực Đảng ủy xã Đại Đồng: quyết định phần của bí thư; bí thư chi bộ cơ quan xã.",
    ),
    Entry(
        "ubkt.daidong",
        "dai-dong",
        Whom::Holds(Role::Inspector, 0),
        "Ủy ban Kiểm tra Đảng ủy xã Đại Đồng: xác nhận kỷ luật, suy thoái, nêu gương.",
    ),
    Entry(
        "bt.hongbang",
        "dai-dong.hong-bang",
        Whom::Holds(Role::Secretary, 0),
        "Bí thư chi bộ thôn Hồng Bàng: báo cáo bị trả lại để bổ sung, chỉnh sửa.",
    ),
    Entry(
        "bt.caumo",
        "dai-dong.cau-mo",
        Whom::Holds(Role::Secretary, 0),
        "Bí thư chi bộ thôn Cầu Mơ: đang họp, đã biểu quyết một phần.",
    ),
    Entry(
        "bt.dongtam",
        "dai-dong.dong-tam",
        Whom::Holds(Role::Secretary, 0),
        "Bí thư chi bộ thôn Đồng Tâm: đã gửi báo cáo, Đảng ủy chưa tiếp nhận, còn rút lại được.",
    ),
    Entry(
        "bt.chopdu",
        "dai-dong.chop-du",
        Whom::Holds(Role::Secretary, 0),
        "Bí thư chi bộ thôn Chóp Dù: mới giao việc.",
    ),
    Entry(
        "gv.daidong",
        "truong-dai-dong",
        Whom::Post("Giáo viên"),
        "Giáo viên, đảng viên: hai phiếu, một ở trường, một ở chi bộ trường.",
    ),
    Entry(
        "dv.vinhkien",
        "vinh-kien.thon-1",
        Whom::Plain(0),
        "Đảng viên xã Vĩnh Kiên: kết quả đã thông báo, có thể kiến nghị.",
    ),
    Entry(
        "bt.vinhkien",
        "vinh-kien",
        Whom::Holds(Role::Decider, 0),
        "Bí thư Đảng ủy xã Vĩnh Kiên: có một kiến nghị chờ trả lời.",
    ),
    Entry(
        "tp.noivu",
        "phong-noi-vu",
        Whom::Holds(Role::Head, 0),
        "Trưởng phòng Nội vụ: chủ trì họp cơ quan, quyết định; tự đánh giá với Ban Thường vụ.",
    ),
    Entry(
        "ptp.noivu",
        "phong-noi-vu",
        Whom::Holds(Role::Deputy, 0),
        "Phó Trưởng phòng Nội vụ: cùng lãnh đạo cơ quan nhận xét, đề xuất.",
    ),
    Entry(
        "cv.noivu",
        "phong-noi-vu",
        Whom::Post("Chuyên viên"),
        "Chuyên viên Phòng Nội vụ: phiếu của công chức.",
    ),
    Entry(
        "bt.huyen",
        DISTRICT,
        Whom::Holds(Role::Decider, 0),
        "Bí thư Huyện ủy: quyết định với 105 đồng chí, xem toàn huyện.",
    ),
    Entry(
        "btc.huyen",
        DISTRICT,
        Whom::Holds(Role::OrganisationBoard, 0),
        "Ban Tổ chức Huyện ủy: tổng hợp đề xuất với người đứng đầu, theo dõi toàn huyện.",
    ),
    Entry(
        "btv.huyen",
        DISTRICT,
        Whom::Holds(Role::StandingMember, 3),
        "Ủy viên Ban Thường vụ Huyện ủy: cho ý kiến về người đứng đầu, theo dõi toàn huyện.",
    ),
    Entry(
        "ubkt.huyen",
        DISTRICT,
        Whom::Holds(Role::Inspector, 0),
        "Ủy ban Kiểm tra Huyện ủy: đọc, xác nhận những điều làm hạ mức.",
    ),
    Entry(
        "quantri",
        DISTRICT,
        Whom::Holds(Role::Administrator, 0),
        "Quản trị: cây đơn vị, tài khoản, bộ quy định; không xem phiếu, không sửa xếp loại.",
    ),
];
