//! Work of a commune's agencies, their heads and the commune's leaders, where there is no district.

use super::{Work, once, work};

const CELLS: &str = "Trên 90% chi bộ hoàn thành tốt nhiệm vụ trở lên";
const NEW_RURAL: &str = "Xã đạt chuẩn nông thôn mới nâng cao";
const BUDGET: &str = "Thu ngân sách trên địa bàn vượt dự toán";
const REFORM: &str = "Trên 80% hồ sơ được giải quyết trực tuyến";

pub const PARTY: &[Work] = &[
    work("Thẩm định hồ sơ kết nạp đảng viên", "hồ sơ", (1, 5, 1), 3, "Trưởng ban").judged("Không có hồ sơ phải trả lại"),
    work("Dự sinh hoạt, hướng dẫn chi bộ thôn", "buổi", (2, 5, 1), 2, "Bí thư chi bộ").serves(CELLS),
    work("Tổng hợp đánh giá, xếp loại hằng tháng", "biểu", (1, 3, 1), 3, "Ban Thường vụ Đảng ủy").serves(CELLS),
    work("Biên soạn tài liệu sinh hoạt chi bộ", "bài", (1, 3, 1), 2, "Trưởng ban"),
    work("Nắm dư luận xã hội, phản ánh kịp thời", "bản tin", (2, 4, 1), 2, "Thường trực Đảng ủy"),
    work("Vận động làm nhà đại đoàn kết", "nhà", (1, 3, 1), 3, "Quỹ Vì người nghèo"),
    work("Phát triển đoàn viên, hội viên", "người", (5, 20, 5), 2, "Thường trực hội"),
    once("Báo cáo công tác tháng", "báo cáo", 1, "Văn phòng Đảng ủy"),
    once("Dự thảo văn bản trình Ban Thường vụ", "dự thảo", 3, "Thường trực Đảng ủy"),
];

pub const ORDER: &[Work] = &[
    work("Tiếp nhận, trả kết quả hồ sơ đúng hạn", "hồ sơ", (60, 240, 10), 3, "Giám đốc Trung tâm")
        .judged("Không có hồ sơ quá hạn trên hệ thống").serves(REFORM),
    work("Hướng dẫn dân nộp hồ sơ trực tuyến toàn trình", "hồ sơ", (30, 120, 10), 2, "Bộ phận Một cửa").serves(REFORM),
    work("Thẩm định văn bản trình ký", "văn bản", (10, 40, 5), 3, "Lãnh đạo cơ quan").judged("Đúng thể thức, không sai sót nội dung"),
    work("Chứng thực, hộ tịch đúng hạn", "hồ sơ", (25, 90, 5), 3, "Bộ phận Một cửa").serves(REFORM),
    work("Tiếp công dân, xử lý đơn", "đơn", (2, 8, 1), 2, "Chủ tịch UBND xã"),
    work("Kiểm tra, giám sát theo chương trình", "cuộc", (1, 2, 1), 4, "Thường trực Đảng ủy"),
    work("Rà soát hồ sơ cán bộ chuyển từ huyện về", "hồ sơ", (3, 10, 1), 3, "Lãnh đạo cơ quan"),
    once("Báo cáo tổng hợp tháng", "báo cáo", 2, "Lãnh đạo cơ quan"),
    once("Phục vụ hội nghị Ban Chấp hành", "hội nghị", 2, "Thường trực Đảng ủy"),
    once("Số hóa hồ sơ tiếp nhận từ cấp huyện", "phông", 2, "Lãnh đạo cơ quan").serves(REFORM),
];

pub const ECONOMY: &[Work] = &[
    work("Xác minh nguồn gốc đất, lập hồ sơ cấp giấy chứng nhận", "hồ sơ", (4, 15, 1), 3, "Trưởng phòng").judged("Không quá hạn"),
    work("Nghiệm thu khối lượng công trình", "hạng mục", (1, 4, 1), 3, "Ban giám sát").serves(NEW_RURAL),
    work("Giải ngân vốn đầu tư công", "triệu đồng", (200, 1500, 100), 4, "Kho bạc Nhà nước").serves(BUDGET),
    work("Kiểm tra hộ kinh doanh, chợ", "cơ sở", (3, 12, 1), 2, "Trưởng phòng"),
    work("Cấp giấy phép xây dựng đúng hạn", "giấy phép", (2, 8, 1), 2, "Bộ phận Một cửa"),
    work("Đôn đốc thu nợ thuế, phí", "triệu đồng", (20, 150, 10), 3, "Thuế cơ sở").serves(BUDGET),
    work("Hướng dẫn trồng rừng gỗ lớn", "ha", (3, 20, 1), 3, "Hạt Kiểm lâm"),
    work("Chỉ đạo tiêm phòng đàn gia súc", "con", (100, 600, 50), 2, "Thú y xã"),
    once("Báo cáo sản xuất, đầu tư tháng", "báo cáo", 2, "UBND xã"),
    once("Phương án giải phóng mặt bằng trình phê duyệt", "phương án", 4, "UBND xã").serves(NEW_RURAL),
];

pub const SOCIETY: &[Work] = &[
    work("Thẩm định hồ sơ chính sách người có công", "hồ sơ", (3, 12, 1), 3, "Trưởng phòng").judged("Đúng đối tượng, không chậm"),
    work("Chi trả chế độ bảo trợ xã hội đúng kỳ", "người", (80, 260, 10), 2, "Trưởng phòng"),
    work("Kiểm tra trường học, trạm y tế", "đơn vị", (1, 4, 1), 3, "Trưởng phòng"),
    work("Kết nối việc làm cho lao động", "người", (5, 25, 5), 2, "Doanh nghiệp tiếp nhận"),
    work("Biên tập tin, bài trên cổng thông tin", "tin, bài", (6, 20, 2), 2, "Ban Biên tập"),
    work("Kiểm tra hoạt động nhà văn hóa thôn", "nhà văn hóa", (2, 6, 1), 2, "Trưởng thôn"),
    work("Rà soát hộ nghèo, hộ cận nghèo", "hộ", (20, 60, 5), 2, "Ban công tác Mặt trận").serves(NEW_RURAL),
    once("Báo cáo chuyên đề tháng", "báo cáo", 2, "UBND xã"),
    once("Kế hoạch tổ chức lễ hội, hội thi", "kế hoạch", 2, "UBND xã"),
];

pub const AGENCY_HEAD: &[Work] = &[
    once("Đơn vị hoàn thành 100% nhiệm vụ theo thông báo kết luận", "thông báo", 4, "Văn phòng Đảng ủy")
        .judged("Theo bảng theo dõi của Văn phòng Đảng ủy"),
    once("Đề án, nghị quyết chuyên đề trình Ban Thường vụ", "đề án", 4, "Thường trực Đảng ủy"),
    work("Kiểm tra, làm việc tại thôn", "cuộc", (2, 5, 1), 2, "Bí thư chi bộ"),
    work("Tháo gỡ kiến nghị của thôn", "kiến nghị", (2, 6, 1), 3, "Thường trực Đảng ủy"),
    work("Giao ban, đánh giá, xếp loại đúng kỳ", "cuộc", (1, 2, 1), 2, "Ban Xây dựng Đảng"),
    once("Rà soát chỉ tiêu nghị quyết được giao phụ trách", "báo cáo", 3, "Văn phòng Đảng ủy"),
];

pub const LEADER: &[Work] = &[
    work("Chỉ đạo hoàn thành tiêu chí nông thôn mới nâng cao", "tiêu chí", (1, 3, 1), 4, "Văn phòng Điều phối NTM tỉnh")
        .judged("Có biên bản thẩm tra").serves(NEW_RURAL),
    work("Dự sinh hoạt chi bộ thôn", "chi bộ", (2, 5, 1), 3, "Bí thư chi bộ").serves(CELLS),
    work("Thu ngân sách xã theo kế hoạch", "triệu đồng", (100, 600, 20), 3, "Sở Tài chính").serves(BUDGET),
    work("Đối thoại, tiếp dân định kỳ", "buổi", (1, 3, 1), 2, "Ban Tiếp công dân"),
    work("Kết nạp đảng viên mới", "đảng viên", (1, 3, 1), 3, "Ban Tổ chức Tỉnh ủy").serves(CELLS),
    work("Làm đường giao thông nông thôn", "mét", (300, 1500, 100), 4, "Sở Xây dựng").serves(NEW_RURAL),
    once("Hội nghị Ban Chấp hành tháng, nghị quyết sát thực tế", "hội nghị", 2, "Văn phòng Tỉnh ủy"),
];

pub const PROVINCE: &[Work] = &[
    work("Kiểm tra xã, phường về đánh giá, xếp loại hằng tháng", "đơn vị", (1, 3, 1), 3, "Trưởng ban").serves(CELLS),
    work("Hướng dẫn nghiệp vụ cho ban xây dựng đảng cấp xã", "buổi", (1, 4, 1), 2, "Trưởng ban"),
    work("Thẩm định hồ sơ cán bộ cấp xã", "hồ sơ", (3, 12, 1), 3, "Lãnh đạo cơ quan").judged("Không có hồ sơ phải trả lại"),
    work("Thẩm định văn bản trình ký", "văn bản", (10, 40, 5), 3, "Lãnh đạo cơ quan"),
    once("Báo cáo tổng hợp tháng", "báo cáo", 2, "Lãnh đạo cơ quan"),
    once("Dự thảo văn bản trình Ban Thường vụ", "dự thảo", 3, "Thường trực Tỉnh ủy"),
    once("Phục vụ hội nghị Ban Chấp hành", "hội nghị", 2, "Thường trực Tỉnh ủy"),
];
