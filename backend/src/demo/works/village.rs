//! Work of a village and its cell.

use super::{Work, once, work};

const NEW_RURAL: &str = "Xã đạt chuẩn nông thôn mới nâng cao";
const INSURANCE: &str = "Tỷ lệ người dân tham gia bảo hiểm y tế đạt 95% trở lên";
const POVERTY: &str = "Tỷ lệ hộ nghèo giảm 2% trở lên mỗi năm";
const FOREST: &str = "Trồng rừng mới 2.000 ha mỗi năm";
const FAMILY: &str = "Trên 85% hộ đạt danh hiệu gia đình văn hóa";

pub const VILLAGER: &[Work] = &[
    work("Vận động hộ hiến đất mở rộng đường liên thôn", "hộ", (1, 4, 1), 3, "Tổ giám sát cộng đồng")
        .judged("Có đơn hiến đất, đã giải phóng xong mặt bằng").serves(NEW_RURAL),
    work("Đổ bê tông đường ngõ xóm", "mét", (30, 150, 10), 3, "Tổ giám sát cộng đồng")
        .judged("Đúng bề rộng, độ dày theo thiết kế; tổ giám sát ký biên bản").serves(NEW_RURAL),
    work("Đắp lề, trồng hoa ven đường thôn", "mét", (50, 300, 10), 2, "Trưởng thôn").serves(NEW_RURAL),
    work("Góp ngày công làm nhà văn hóa thôn", "công", (2, 6, 1), 2, "Trưởng thôn").serves(NEW_RURAL),
    work("Vận động hộ tham gia bảo hiểm y tế hộ gia đình", "thẻ", (3, 12, 1), 2, "Nhân viên thu bảo hiểm")
        .judged("Thẻ đã cấp, có trong danh sách thu của đại lý").serves(INSURANCE),
    work("Vận động tham gia bảo hiểm xã hội tự nguyện", "người", (1, 4, 1), 2, "Nhân viên thu bảo hiểm"),
    work("Tiêm phòng lở mồm long móng cho trâu, bò", "con", (10, 60, 5), 2, "Thú y xã")
        .judged("Theo sổ tiêm của thú y xã"),
    work("Tiêm phòng dại cho chó, mèo", "con", (15, 60, 5), 1, "Thú y xã"),
    work("Phun tiêu độc khử trùng chuồng trại", "hộ", (8, 30, 1), 1, "Thú y xã"),
    work("Trồng rừng sau khai thác", "ha", (1, 4, 1), 2, "Kiểm lâm địa bàn").serves(FOREST),
    work("Chăm sóc, phát dọn rừng quế", "ha", (1, 3, 1), 2, "Trưởng thôn").serves(FOREST),
    work("Tuần tra bảo vệ rừng khu vực giáp ranh", "buổi", (2, 5, 1), 1, "Kiểm lâm địa bàn"),
    work("Ký cam kết không đốt nương, không thả rông gia súc", "hộ", (10, 30, 1), 1, "Trưởng thôn"),
    work("Cải tạo vườn tạp thành vườn cây ăn quả", "vườn", (1, 3, 1), 2, "Hội Nông dân xã").serves(NEW_RURAL),
    work("Trồng bưởi Đại Minh theo hướng VietGAP", "sào", (2, 8, 1), 2, "Khuyến nông viên"),
    work("Giúp đỡ hộ nghèo được phân công có thu nhập ổn định", "hộ", (1, 2, 1), 3, "Ban công tác Mặt trận")
        .judged("Hộ được giúp xác nhận; có trong kế hoạch thoát nghèo của thôn").serves(POVERTY),
    work("Giúp hộ nghèo sửa nhà, làm nhà vệ sinh hợp quy cách", "hộ", (1, 2, 1), 2, "Ban công tác Mặt trận")
        .serves(POVERTY),
    work("Phân loại rác tại nguồn, thu gom vỏ bao thuốc bảo vệ thực vật", "hộ", (10, 25, 1), 1, "Hội Phụ nữ thôn")
        .serves(NEW_RURAL),
    work("Tổng vệ sinh đường làng ngày thứ Bảy", "buổi", (2, 4, 1), 1, "Trưởng thôn"),
    work("Nạo vét kênh mương nội đồng", "mét", (50, 250, 10), 2, "Tổ thủy nông"),
    work("Gieo cấy lúa vụ đúng lịch thời vụ", "sào", (3, 10, 1), 1, "Trưởng thôn"),
    work("Trồng ngô đông trên đất hai lúa", "sào", (2, 6, 1), 1, "Khuyến nông viên"),
    work("Vận động học sinh bỏ học trở lại lớp", "em", (1, 2, 1), 2, "Trường TH&THCS xã"),
    work("Hòa giải mâu thuẫn trong thôn", "vụ", (1, 2, 1), 2, "Tổ hòa giải"),
    work("Tuyên truyền đến hộ về đề án sáp nhập, sắp xếp thôn", "hộ", (8, 20, 1), 1, "Trưởng thôn"),
    work("Vận động hộ cài đặt VNeID mức 2", "người", (5, 20, 1), 1, "Công an xã"),
    work("Hướng dẫn hộ nộp hồ sơ trên cổng dịch vụ công", "hồ sơ", (2, 8, 1), 1, "Tổ công nghệ số cộng đồng"),
    work("Thu quỹ đền ơn đáp nghĩa theo danh sách", "hộ", (10, 30, 1), 1, "Trưởng thôn"),
    work("Vận động hộ đăng ký gia đình văn hóa", "hộ", (8, 20, 1), 1, "Ban công tác Mặt trận").serves(FAMILY),
    work("Vận động việc cưới, việc tang văn minh", "hộ", (1, 3, 1), 1, "Ban công tác Mặt trận").serves(FAMILY),
    work("Nuôi dê, trâu sinh sản theo mô hình tổ hợp tác", "con", (2, 8, 1), 2, "Tổ hợp tác chăn nuôi"),
    work("Tham gia trực an ninh trật tự thôn", "buổi", (2, 5, 1), 1, "Tổ bảo vệ an ninh trật tự"),
    once("Viết bài thu hoạch học tập nghị quyết", "bài", 1, "Bí thư chi bộ"),
    once("Phát biểu chuyên đề tại buổi sinh hoạt chi bộ", "ý kiến", 1, "Bí thư chi bộ"),
    once("Giới thiệu quần chúng ưu tú vào cảm tình đảng", "người", 2, "Bí thư chi bộ"),
    once("Nộp đảng phí đúng hạn và dự sinh hoạt chi bộ", "kỳ", 1, "Chi ủy"),
];

pub const FRONT: &[Work] = &[
    work("Tổ chức họp dân lấy ý kiến mức đóng góp làm đường", "cuộc", (1, 2, 1), 3, "Trưởng thôn")
        .judged("Có biên bản, danh sách hộ ký").serves(NEW_RURAL),
    work("Kết nạp hội viên mới", "người", (1, 5, 1), 2, "Hội cấp xã"),
    work("Duy trì tuyến đường tự quản sạch đẹp", "mét", (200, 600, 50), 1, "Trưởng thôn").serves(NEW_RURAL),
    work("Thu hội phí, lập sổ theo dõi", "người", (20, 60, 1), 1, "Hội cấp xã"),
    work("Thăm, tặng quà gia đình chính sách", "hộ", (2, 6, 1), 1, "Bí thư chi bộ"),
    work("Giám sát cộng đồng công trình đường thôn", "buổi", (3, 8, 1), 2, "Ban giám sát đầu tư cộng đồng")
        .judged("Có nhật ký giám sát, kiến nghị bằng văn bản").serves(NEW_RURAL),
    work("Tín chấp vay vốn ngân hàng chính sách, kiểm tra sử dụng vốn", "hộ", (2, 8, 1), 2, "Tổ tiết kiệm và vay vốn")
        .serves(POVERTY),
    work("Vận động ủng hộ quỹ vì người nghèo", "hộ", (20, 60, 5), 1, "Ban công tác Mặt trận"),
    work("Tổ chức giao lưu văn nghệ, thể thao thôn", "buổi", (1, 2, 1), 1, "Trưởng thôn").serves(FAMILY),
    work("Truyền thông dân số, chăm sóc trẻ suy dinh dưỡng", "buổi", (1, 2, 1), 1, "Trạm Y tế xã"),
    once("Xây dựng mô hình nhà sạch, vườn đẹp", "mô hình", 2, "Hội Phụ nữ xã").serves(NEW_RURAL),
    once("Báo cáo tình hình nhân dân trong tháng", "báo cáo", 1, "Bí thư chi bộ"),
];

pub const HEAD: &[Work] = &[
    work("Hoàn thành mở rộng đường trục thôn", "mét", (80, 300, 10), 4, "Tổ giám sát cộng đồng")
        .judged("Đúng thiết kế; nghiệm thu có chữ ký của tổ giám sát").serves(NEW_RURAL),
    work("Thu đóng góp làm đường theo mức đã bàn", "hộ", (20, 60, 1), 3, "Tổ giám sát cộng đồng")
        .judged("Công khai thu chi tại nhà văn hóa").serves(NEW_RURAL),
    work("Họp thôn, công khai thu chi", "cuộc", (1, 2, 1), 2, "Ban công tác Mặt trận"),
    work("Rà soát hộ nghèo, hộ cận nghèo", "hộ", (15, 50, 1), 2, "Công chức văn hóa – xã hội").serves(POVERTY),
    work("Lập danh sách, vận động tham gia bảo hiểm y tế", "thẻ", (10, 30, 1), 2, "Nhân viên thu bảo hiểm")
        .serves(INSURANCE),
    work("Điều tra, cập nhật biến động đàn vật nuôi", "hộ", (30, 80, 5), 1, "Thú y xã"),
    work("Tổ chức phong quang đường làng, ngõ xóm", "buổi", (2, 4, 1), 1, "Bí thư chi bộ").serves(NEW_RURAL),
    once("Hoàn thiện khuôn viên, hàng rào nhà văn hóa thôn", "công trình", 4, "Tổ giám sát cộng đồng")
        .judged("Bàn giao có biên bản").serves(NEW_RURAL),
    once("Hồ sơ thôn nông thôn mới kiểu mẫu", "bộ hồ sơ", 3, "Ban Quản lý NTM xã").serves(NEW_RURAL),
];

pub const LEADER: &[Work] = &[
    once("Chuẩn bị nội dung, chủ trì sinh hoạt chi bộ thường kỳ", "buổi", 3, "Đảng ủy viên phụ trách")
        .judged("Gửi nội dung trước 3 ngày; tỷ lệ dự họp từ 85%"),
    once("Nghị quyết chi bộ tháng, phân công rõ người, rõ việc", "nghị quyết", 3, "Đảng ủy viên phụ trách"),
    work("Bồi dưỡng quần chúng ưu tú, hoàn thiện hồ sơ kết nạp", "người", (1, 2, 1), 3, "Văn phòng Đảng ủy"),
    work("Kiểm tra việc thực hiện nhiệm vụ của đảng viên", "đảng viên", (3, 6, 1), 2, "Đảng ủy viên phụ trách"),
    work("Thu, nộp đảng phí đúng hạn", "đảng viên", (12, 28, 1), 1, "Văn phòng Đảng ủy"),
    work("Lãnh đạo thôn hoàn thành tiêu chí nông thôn mới nâng cao", "tiêu chí", (1, 2, 1), 4, "Ban Quản lý NTM xã")
        .judged("Ban Quản lý NTM xã đánh giá đạt").serves(NEW_RURAL),
    work("Vận động hiến đất, tài sản trên đất làm đường", "m²", (100, 500, 20), 3, "Tổ giám sát cộng đồng")
        .serves(NEW_RURAL),
    once("Sinh hoạt chuyên đề học tập và làm theo Bác", "buổi", 2, "Ban Tuyên giáo Đảng ủy"),
    once("Sổ sách, biên bản chi bộ đầy đủ, đúng mẫu", "bộ", 1, "Văn phòng Đảng ủy"),
];
