//! In an office, a school, a health station.

use super::{ByLevel, Voice};

pub static VOICE: Voice = Voice {
    done: &[
        "Đã bàn giao sản phẩm, có xác nhận.",
        "Hoàn thành đúng hạn.",
        "Đã báo cáo tại giao ban.",
        "Có hồ sơ kèm theo, không phải bổ sung.",
        "Hoàn thành, không phát sinh kiến nghị.",
    ],
    exceeded: &[
        "Vượt kế hoạch tháng.",
        "Làm thêm phần việc của đồng chí đi công tác.",
        "Xong trước hạn, hỗ trợ thêm cơ sở.",
    ],
    above: &[
        "Xong trước hạn một tuần, chất lượng tốt, cấp trên biểu dương.",
        "Nội dung sát thực tế, được chọn làm mẫu cho đơn vị bạn.",
        "Làm rõ thêm số liệu từng đơn vị, vượt yêu cầu đặt ra.",
        "Có cách làm mới, đã phổ biến trong cơ quan.",
    ],
    late: &[
        "Chậm do chờ ý kiến của đơn vị phối hợp.",
        "Chậm do trùng đợt cao điểm.",
        "Gửi chậm, đã rút kinh nghiệm.",
    ],
    short: &[
        "Mới xong một phần, xin chuyển tiếp tháng sau.",
        "Chưa xong do cơ sở gửi số liệu muộn.",
        "Chưa xong do phải tập trung nhiệm vụ đột xuất.",
        "Bản thân chưa chủ động, xin nhận khuyết điểm.",
    ],
    fault: &[
        "Số liệu sai, phải làm lại.",
        "Thiếu nội dung chính, phải bổ sung.",
        "Sai thể thức, bị trả lại.",
    ],
    own: ByLevel {
        excellent: &[
            "Hoàn thành vượt mức nhiệm vụ được giao, có sản phẩm cụ thể.",
            "Các việc đều xong trước hạn, có đổi mới trong cách làm.",
        ],
        good: &[
            "Hoàn thành đủ nhiệm vụ được giao, đúng tiến độ.",
            "Việc được giao đều xong đúng hạn; cần chủ động tham mưu hơn.",
        ],
        completed: &[
            "Có việc còn chậm, xin rút kinh nghiệm.",
            "Chất lượng một phần việc chưa cao, sẽ khắc phục.",
        ],
        not_completed: &["Bản thân chưa hoàn thành, xin hứa khắc phục trong tháng tới."],
    },
    strengths: ByLevel {
        excellent: &[
            "Chủ động, sáng tạo, sản phẩm vượt yêu cầu, có cách làm mới.",
            "Trách nhiệm cao, việc khó cũng nhận và làm xong trước hạn.",
        ],
        good: &[
            "Nắm chắc việc được giao, hoàn thành đúng hạn, phối hợp tốt.",
            "Có ý thức tổ chức kỷ luật, thái độ phục vụ đúng mực.",
        ],
        completed: &[
            "Có cố gắng, chấp hành sự phân công.",
            "Chấp hành tốt kỷ luật giờ giấc.",
        ],
        not_completed: &["Chấp hành kỷ luật giờ giấc."],
    },
    shortcomings: ByLevel {
        excellent: &["Cần phân công lại để không ôm việc."],
        good: &[
            "Công tác tham mưu có lúc chưa chủ động.",
            "Việc báo cáo kết quả có lúc chưa kịp thời.",
        ],
        completed: &[
            "Còn việc chậm so với hạn đã cam kết.",
            "Sản phẩm còn phải bổ sung, chỉnh sửa.",
        ],
        not_completed: &["Phần lớn việc được giao chưa xong, chưa báo cáo kịp thời."],
    },
    to_mend: ByLevel {
        excellent: &["Tiếp tục phát huy, kèm cặp đồng chí mới."],
        good: &["Chủ động đề xuất; báo cáo kết quả đúng hạn."],
        completed: &["Sắp xếp việc khoa học, báo cáo khó khăn sớm để tháo gỡ."],
        not_completed: &["Viết bản kiểm điểm; phân công đồng chí kèm cặp."],
    },
    checks: &[
        "Tiến độ bảo đảm, nhắc hoàn thiện hồ sơ.",
        "Mới xong một nửa, đề nghị ưu tiên việc này.",
        "Chất lượng tốt, đồng ý cho trình.",
    ],
    confirmer: "Lãnh đạo phụ trách",
    in_the_meeting: &[
        "Hội nghị nhất trí với đề xuất.",
        "Hai ý kiến biểu dương, không có ý kiến khác.",
        "Nhắc nhở về thời gian báo cáo.",
    ],
    praised: "Hội nghị đề nghị biểu dương vì nhận và làm xong việc khó.",
    discussion: &[
        "Hội nghị nghe báo cáo kết quả thực hiện nhiệm vụ tháng của từng đồng chí; các sản phẩm chính đều có \
         xác nhận. Còn một số việc chậm do chờ ý kiến phối hợp và do chưa chủ động.",
    ],
    conclusion: &[
        "Thống nhất mức xếp loại như biểu tổng hợp; các đồng chí còn việc chậm hoàn thành trước ngày 15 tháng sau.",
    ],
    place: "Phòng họp",
};
