//! Work of a commune's office, its school and its health station.

use super::{Work, once, work};

const ONLINE: &str = "Trên 80% hồ sơ được giải quyết trực tuyến";
const NEW_RURAL: &str = "Xã đạt chuẩn nông thôn mới nâng cao";
const BUDGET: &str = "Thu ngân sách trên địa bàn vượt dự toán";

pub const OFFICE_MEMBER: &[Work] = &[
    work("Dự sinh hoạt, hướng dẫn chi bộ thôn được phân công", "buổi", (1, 2, 1), 2, "Bí thư chi bộ thôn")
        .judged("Có ý kiến ghi trong biên bản chi bộ thôn"),
    work("Phụ trách thôn hoàn thành tiêu chí nông thôn mới", "tiêu chí", (1, 2, 1), 3, "Ban Quản lý NTM xã")
        .serves(NEW_RURAL),
    work("Tuyên truyền nghị quyết tại thôn phụ trách", "buổi", (1, 3, 1), 1, "Trưởng thôn"),
    work("Giúp đỡ hộ nghèo theo phân công của chi bộ", "hộ", (1, 2, 1), 2, "Ban công tác Mặt trận"),
    work("Ngày thứ Bảy cùng dân làm nông thôn mới", "buổi", (2, 4, 1), 1, "Bí thư chi bộ").serves(NEW_RURAL),
    work("Tiếp công dân, trả lời kiến nghị đúng hạn", "lượt", (3, 10, 1), 2, "Văn phòng Đảng ủy"),
    once("Chuyên đề sinh hoạt chi bộ", "chuyên đề", 2, "Bí thư chi bộ"),
    once("Bài thu hoạch học tập nghị quyết", "bài", 1, "Bí thư chi bộ"),
    once("Ý kiến góp ý dự thảo báo cáo của Đảng ủy", "văn bản", 1, "Văn phòng Đảng ủy"),
    once("Nộp đảng phí, dự sinh hoạt đầy đủ", "kỳ", 1, "Chi ủy"),
];

pub const SCHOOL_MEMBER: &[Work] = &[
    work("Vận động học sinh ra lớp chuyên cần tại thôn phụ trách", "em", (2, 6, 1), 2, "Ban Giám hiệu"),
    work("Phụ đạo học sinh yếu ngoài giờ", "buổi", (3, 8, 1), 2, "Tổ chuyên môn"),
    work("Bồi dưỡng học sinh giỏi", "buổi", (3, 8, 1), 2, "Tổ chuyên môn"),
    work("Góp ngày công làm khuôn viên trường xanh, sạch, đẹp", "buổi", (1, 3, 1), 1, "Công đoàn trường"),
    once("Chuyên đề đổi mới phương pháp dạy học", "chuyên đề", 3, "Ban Giám hiệu")
        .judged("Tổ chuyên môn dự giờ, có biên bản"),
    once("Bài thu hoạch học tập nghị quyết", "bài", 1, "Bí thư chi bộ"),
    once("Giới thiệu giáo viên trẻ vào cảm tình đảng", "người", 2, "Bí thư chi bộ"),
    once("Nộp đảng phí, dự sinh hoạt đầy đủ", "kỳ", 1, "Chi ủy"),
];

pub const HEALTH_MEMBER: &[Work] = &[
    work("Tiêm chủng mở rộng cho trẻ dưới 1 tuổi", "trẻ", (8, 30, 1), 3, "Trưởng trạm Y tế")
        .judged("Theo sổ tiêm chủng, không bỏ sót đối tượng"),
    work("Khám, quản lý bệnh nhân tăng huyết áp, đái tháo đường", "người", (15, 50, 5), 2, "Trưởng trạm Y tế"),
    work("Truyền thông phòng bệnh tại thôn", "buổi", (2, 4, 1), 1, "Y tế thôn"),
    work("Giám sát vệ sinh an toàn thực phẩm", "cơ sở", (4, 12, 1), 2, "UBND xã"),
    work("Lập hồ sơ sức khỏe điện tử", "hồ sơ", (30, 90, 10), 2, "Trưởng trạm Y tế"),
    work("Diệt loăng quăng phòng sốt xuất huyết", "thôn", (1, 3, 1), 1, "Trưởng thôn"),
    once("Báo cáo công tác y tế tháng", "báo cáo", 1, "Trưởng trạm Y tế"),
    once("Nộp đảng phí, dự sinh hoạt đầy đủ", "kỳ", 1, "Chi ủy"),
];

pub const COMMUNE: &[Work] = &[
    work("Giải quyết hồ sơ hộ tịch, chứng thực đúng hạn", "hồ sơ", (25, 90, 5), 3, "Bộ phận Một cửa")
        .judged("Không có hồ sơ quá hạn trên hệ thống").serves(ONLINE),
    work("Tiếp nhận hồ sơ trực tuyến toàn trình", "hồ sơ", (20, 80, 5), 2, "Bộ phận Một cửa").serves(ONLINE),
    work("Xác minh nguồn gốc đất, lập hồ sơ cấp giấy chứng nhận", "hồ sơ", (3, 12, 1), 3, "Phòng Tài nguyên và Môi trường"),
    work("Kiểm tra, xử lý vi phạm đất đai, xây dựng", "vụ", (1, 4, 1), 3, "Chủ tịch UBND xã"),
    work("Thu ngân sách xã theo kế hoạch tháng", "triệu đồng", (20, 120, 10), 3, "Phòng Tài chính – Kế hoạch").serves(BUDGET),
    work("Chi trả chế độ bảo trợ xã hội đúng kỳ", "người", (60, 180, 10), 2, "Phòng Lao động – Thương binh và Xã hội"),
    work("Kiểm tra thôn về tiêu chí nông thôn mới nâng cao", "thôn", (2, 5, 1), 3, "Ban Quản lý NTM xã").serves(NEW_RURAL),
    work("Phát sóng bản tin truyền thanh xã", "bản tin", (8, 16, 1), 1, "Phó Chủ tịch UBND xã"),
    work("Tổ chức tập huấn khuyến nông", "lớp", (1, 2, 1), 2, "Trung tâm Dịch vụ hỗ trợ phát triển nông nghiệp"),
    work("Tuần tra, kiểm soát an ninh trật tự", "buổi", (4, 10, 1), 2, "Trưởng Công an xã"),
    work("Huấn luyện dân quân tại chỗ", "buổi", (2, 5, 1), 2, "Ban Chỉ huy Quân sự huyện"),
    work("Kết nạp hội viên, đoàn viên", "người", (2, 8, 1), 2, "Hội cấp huyện"),
    work("Kiểm tra sử dụng vốn vay ủy thác", "hộ", (10, 30, 1), 2, "Ngân hàng Chính sách xã hội"),
    work("Giải quyết đơn thư của công dân", "đơn", (1, 4, 1), 3, "Chủ tịch UBND xã"),
    once("Báo cáo kinh tế – xã hội tháng", "báo cáo", 2, "Chủ tịch UBND xã").judged("Gửi trước ngày 20, đủ số liệu"),
    once("Tham mưu kế hoạch phòng, chống thiên tai", "kế hoạch", 2, "Chủ tịch UBND xã"),
    once("Hồ sơ trình hội nghị Ban Chấp hành", "bộ hồ sơ", 2, "Văn phòng Đảng ủy"),
    once("Quyết toán nguồn vốn chương trình mục tiêu", "báo cáo", 3, "Phòng Tài chính – Kế hoạch"),
];

pub const TEACHER: &[Work] = &[
    work("Giảng dạy đủ tiết theo thời khóa biểu", "tiết", (60, 84, 4), 3, "Ban Giám hiệu")
        .judged("Theo sổ đầu bài; có giáo án trước khi lên lớp"),
    work("Dự giờ, góp ý đồng nghiệp", "tiết", (2, 5, 1), 1, "Tổ chuyên môn"),
    work("Chấm, trả bài kiểm tra đúng quy định", "bài", (60, 180, 10), 2, "Tổ chuyên môn"),
    work("Phụ đạo học sinh chưa đạt", "buổi", (3, 8, 1), 2, "Ban Giám hiệu"),
    work("Gặp gỡ cha mẹ học sinh có nguy cơ bỏ học", "gia đình", (2, 6, 1), 2, "Ban Giám hiệu"),
    work("Làm đồ dùng dạy học", "bộ", (1, 3, 1), 1, "Tổ chuyên môn"),
    once("Bài giảng điện tử dùng chung", "bài", 2, "Tổ chuyên môn"),
    once("Chủ nhiệm lớp, duy trì sĩ số", "lớp", 2, "Ban Giám hiệu").judged("Chuyên cần từ 97%"),
    once("Sáng kiến cải tiến phương pháp", "sáng kiến", 3, "Hội đồng khoa học trường"),
];

pub const PRINCIPAL: &[Work] = &[
    work("Dự giờ, đánh giá giáo viên", "tiết", (4, 10, 1), 3, "Phòng Giáo dục và Đào tạo"),
    work("Duy trì tỷ lệ chuyên cần toàn trường", "phần trăm", (96, 98, 1), 3, "Phòng Giáo dục và Đào tạo"),
    work("Kiểm tra nội bộ theo kế hoạch", "chuyên đề", (1, 2, 1), 2, "Phòng Giáo dục và Đào tạo"),
    work("Huy động xã hội hóa cơ sở vật chất", "triệu đồng", (5, 30, 5), 2, "Hội cha mẹ học sinh"),
    once("Đánh giá, xếp loại giáo viên tháng đúng kỳ", "hồ sơ", 2, "Phòng Giáo dục và Đào tạo"),
    once("Báo cáo công tác tháng của trường", "báo cáo", 1, "Phòng Giáo dục và Đào tạo"),
];
