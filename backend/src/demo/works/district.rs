//! Work of the district's agencies, their heads, and the standing members of the communes.

use super::{Work, once, work};

const CELLS: &str = "Trên 90% chi bộ hoàn thành tốt nhiệm vụ trở lên";
const NEW_RURAL: &str = "Huyện đạt chuẩn nông thôn mới";
const BUDGET: &str = "Thu ngân sách trên địa bàn vượt dự toán";
const GROWTH: &str = "Giá trị sản xuất tăng 9% trở lên mỗi năm";
const FOREST: &str = "Trồng rừng mới 2.000 ha mỗi năm";
const REFORM: &str = "Chỉ số cải cách hành chính thuộc nhóm dẫn đầu tỉnh";

pub const PARTY: &[Work] = &[
    work("Thẩm định hồ sơ kết nạp đảng viên", "hồ sơ", (3, 12, 1), 3, "Trưởng ban").judged("Không có hồ sơ phải trả lại"),
    work("Dự sinh hoạt, hướng dẫn chi bộ cơ sở", "buổi", (2, 5, 1), 2, "Đảng ủy cơ sở").serves(CELLS),
    work("Kiểm tra cơ sở về đánh giá, xếp loại hằng tháng", "đơn vị", (1, 3, 1), 3, "Trưởng ban").serves(CELLS),
    work("Tổ chức lớp bồi dưỡng lý luận", "lớp", (1, 2, 1), 3, "Giám đốc Trung tâm Chính trị"),
    work("Biên soạn tài liệu sinh hoạt chi bộ", "bài", (2, 4, 1), 2, "Trưởng ban"),
    work("Nắm dư luận xã hội, phản ánh kịp thời", "bản tin", (2, 4, 1), 2, "Thường trực Huyện ủy"),
    work("Giám sát, phản biện xã hội", "cuộc", (1, 2, 1), 3, "Ban Thường trực Mặt trận"),
    work("Vận động làm nhà đại đoàn kết", "nhà", (1, 4, 1), 3, "Quỹ Vì người nghèo"),
    work("Phát triển đoàn viên, hội viên", "người", (10, 40, 5), 2, "Thường trực hội"),
    once("Báo cáo công tác tháng", "báo cáo", 1, "Văn phòng Huyện ủy"),
    once("Dự thảo văn bản trình Ban Thường vụ", "dự thảo", 3, "Thường trực Huyện ủy"),
    once("Kế hoạch triển khai nghị quyết", "kế hoạch", 2, "Thường trực Huyện ủy"),
];

pub const ORDER: &[Work] = &[
    work("Thẩm định văn bản trình ký", "văn bản", (10, 40, 5), 3, "Lãnh đạo cơ quan").judged("Đúng thể thức, không sai sót nội dung"),
    work("Kiểm tra cải cách hành chính tại xã, thị trấn", "xã", (1, 3, 1), 3, "Lãnh đạo cơ quan").serves(REFORM),
    work("Giải quyết thủ tục đúng hạn", "hồ sơ", (15, 60, 5), 3, "Bộ phận Một cửa").serves(REFORM),
    work("Tiếp công dân, xử lý đơn", "đơn", (2, 8, 1), 2, "Ban Tiếp công dân"),
    work("Thanh tra, kiểm tra theo kế hoạch", "cuộc", (1, 2, 1), 4, "Thường trực Huyện ủy"),
    work("Thẩm tra hồ sơ cán bộ", "hồ sơ", (3, 10, 1), 3, "Lãnh đạo cơ quan"),
    work("Tập huấn chữ ký số, phần mềm văn bản", "lớp", (1, 2, 1), 2, "Lãnh đạo cơ quan").serves(REFORM),
    work("Tuyên truyền pháp luật tại cơ sở", "buổi", (2, 5, 1), 2, "UBND xã"),
    once("Báo cáo tổng hợp tháng", "báo cáo", 2, "Lãnh đạo cơ quan"),
    once("Phục vụ hội nghị Ban Chấp hành", "hội nghị", 2, "Thường trực Huyện ủy"),
    once("Số hóa hồ sơ lưu trữ của quý", "phông", 2, "Lãnh đạo cơ quan").serves(REFORM),
];

pub const ECONOMY: &[Work] = &[
    work("Thẩm định dự toán, quyết toán", "công trình", (2, 6, 1), 3, "Trưởng phòng").judged("Đúng định mức, đúng thời hạn"),
    work("Nghiệm thu khối lượng công trình", "hạng mục", (2, 6, 1), 3, "Ban giám sát").serves(NEW_RURAL),
    work("Giải ngân vốn đầu tư công", "triệu đồng", (500, 3000, 100), 4, "Kho bạc Nhà nước").serves(BUDGET),
    work("Kiểm tra hộ kinh doanh, chợ xã", "cơ sở", (5, 15, 1), 2, "Trưởng phòng"),
    work("Cấp giấy phép xây dựng đúng hạn", "giấy phép", (3, 12, 1), 2, "Bộ phận Một cửa"),
    work("Đôn đốc thu nợ thuế, phí", "triệu đồng", (50, 300, 10), 3, "Chi cục Thuế").serves(BUDGET),
    work("Hỗ trợ cơ sở tham gia sản phẩm OCOP", "sản phẩm OCOP", (1, 3, 1), 3, "Phòng Kinh tế và Hạ tầng").serves(GROWTH),
    work("Kiểm tra an toàn cầu, ngầm, bến đò", "điểm", (3, 8, 1), 2, "Trưởng phòng"),
    once("Báo cáo tiến độ dự án trọng điểm", "báo cáo", 2, "UBND huyện"),
    once("Phương án giải phóng mặt bằng trình phê duyệt", "phương án", 4, "UBND huyện").serves(NEW_RURAL),
];

pub const LAND: &[Work] = &[
    work("Thẩm định hồ sơ cấp giấy chứng nhận quyền sử dụng đất", "hồ sơ", (10, 40, 5), 3, "Trưởng phòng").judged("Không quá hạn"),
    work("Hướng dẫn trồng rừng gỗ lớn", "ha", (5, 30, 5), 3, "Hạt Kiểm lâm").serves(FOREST),
    work("Kiểm tra vùng trồng quế hữu cơ", "hộ", (10, 30, 5), 2, "Hợp tác xã quế").serves(GROWTH),
    work("Chỉ đạo tiêm phòng đàn gia súc", "con", (300, 1200, 100), 3, "UBND xã"),
    work("Tập huấn kỹ thuật nuôi cá lồng hồ Thác Bà", "lớp", (1, 2, 1), 2, "UBND xã").serves(GROWTH),
    work("Mô hình trình diễn giống mới", "mô hình", (1, 2, 1), 3, "UBND xã"),
    work("Kiểm tra môi trường cơ sở chế biến gỗ, đá", "cơ sở", (2, 6, 1), 3, "Trưởng phòng"),
    work("Kiểm đếm đất đai, tài sản phục vụ thu hồi", "hộ", (8, 30, 1), 3, "Hội đồng bồi thường"),
    work("Đo đạc, chỉnh lý bản đồ địa chính", "thửa", (30, 120, 10), 2, "Văn phòng Đăng ký đất đai"),
    once("Báo cáo sản xuất nông, lâm nghiệp tháng", "báo cáo", 2, "UBND huyện"),
    once("Hồ sơ thẩm tra tiêu chí nông thôn mới nâng cao", "bộ hồ sơ", 3, "Văn phòng Điều phối NTM").serves(NEW_RURAL),
];

pub const SOCIETY: &[Work] = &[
    work("Kiểm tra trường học đầu tháng", "trường", (1, 4, 1), 3, "Trưởng phòng"),
    work("Thẩm định hồ sơ chính sách người có công", "hồ sơ", (5, 20, 1), 3, "Trưởng phòng").judged("Đúng đối tượng, không chậm"),
    work("Tổ chức lớp dạy nghề cho lao động nông thôn", "lớp", (1, 2, 1), 3, "UBND xã"),
    work("Kết nối việc làm cho lao động", "người", (10, 40, 5), 2, "Doanh nghiệp tiếp nhận"),
    work("Sản xuất chương trình phát thanh, truyền hình", "chương trình", (4, 12, 1), 3, "Giám đốc Trung tâm"),
    work("Biên tập tin, bài trên cổng thông tin", "tin, bài", (10, 30, 2), 2, "Ban Biên tập"),
    work("Kiểm tra hoạt động nhà văn hóa thôn", "nhà văn hóa", (3, 10, 1), 2, "Công chức văn hóa – xã hội"),
    work("Giảng dạy theo kế hoạch", "tiết", (40, 80, 4), 3, "Ban Giám đốc"),
    work("Vận động hiến máu tình nguyện", "đơn vị máu", (20, 80, 10), 2, "Ban Chỉ đạo hiến máu"),
    work("Rà soát hộ nghèo đồng bào dân tộc thiểu số", "hộ", (20, 60, 5), 2, "UBND xã"),
    once("Báo cáo chuyên đề tháng", "báo cáo", 2, "UBND huyện"),
    once("Kế hoạch tổ chức lễ hội, hội thi", "kế hoạch", 2, "UBND huyện"),
];

pub const AGENCY_HEAD: &[Work] = &[
    once("Đơn vị hoàn thành 100% nhiệm vụ theo thông báo kết luận", "thông báo", 4, "Văn phòng Huyện ủy")
        .judged("Theo bảng theo dõi của Văn phòng Huyện ủy"),
    once("Đề án, nghị quyết chuyên đề trình Ban Thường vụ", "đề án", 4, "Thường trực Huyện ủy"),
    work("Kiểm tra, làm việc tại cơ sở", "cuộc", (2, 5, 1), 2, "Đảng ủy xã"),
    work("Tháo gỡ kiến nghị của cơ sở", "kiến nghị", (2, 6, 1), 3, "Thường trực Huyện ủy"),
    work("Giao ban, đánh giá, xếp loại công chức đúng kỳ", "cuộc", (1, 2, 1), 2, "Ban Tổ chức Huyện ủy"),
    once("Rà soát chỉ tiêu nghị quyết được giao phụ trách", "báo cáo", 3, "Văn phòng Huyện ủy"),
];

pub const COMMUNE_HEAD: &[Work] = &[
    work("Chỉ đạo hoàn thành tiêu chí nông thôn mới nâng cao", "tiêu chí", (1, 3, 1), 4, "Văn phòng Điều phối NTM huyện")
        .judged("Có biên bản thẩm tra").serves(NEW_RURAL),
    work("Dự sinh hoạt chi bộ thôn", "chi bộ", (2, 5, 1), 3, "Bí thư chi bộ").serves(CELLS),
    work("Thu ngân sách xã theo kế hoạch", "triệu đồng", (50, 300, 10), 3, "Phòng Tài chính – Kế hoạch").serves(BUDGET),
    work("Đối thoại, tiếp dân định kỳ", "buổi", (1, 3, 1), 2, "Ban Tiếp công dân"),
    work("Chỉ đạo trồng rừng, phủ xanh đất trống", "ha", (5, 40, 5), 3, "Hạt Kiểm lâm").serves(FOREST),
    work("Kết nạp đảng viên mới", "đảng viên", (1, 3, 1), 3, "Ban Tổ chức Huyện ủy").serves(CELLS),
    work("Làm đường giao thông nông thôn", "mét", (200, 1200, 100), 4, "Phòng Kinh tế và Hạ tầng").serves(NEW_RURAL),
    once("Hội nghị Ban Chấp hành tháng, nghị quyết sát thực tế", "hội nghị", 2, "Văn phòng Huyện ủy"),
];
