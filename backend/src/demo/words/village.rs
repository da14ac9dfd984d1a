//! In a village.

use super::{ByLevel, Voice};

pub static VOICE: Voice = Voice {
    done: &[
        "Đã bàn giao, có xác nhận của người được phân công.",
        "Xong đúng hạn, bà con đồng tình.",
        "Có danh sách kèm theo.",
        "Đã kiểm tra, ký sổ.",
        "Đã báo cáo tại buổi sinh hoạt.",
    ],
    exceeded: &[
        "Vượt kế hoạch, bà con ủng hộ thêm.",
        "Làm thêm ngoài phần được giao, không tính công.",
        "Xong trước hạn, giúp thêm tổ bên cạnh.",
    ],
    above: &[
        "Xong trước hạn một tuần, chất lượng tốt, thôn biểu dương.",
        "Làm sát thực tế, các tổ khác học theo.",
        "Có cách làm mới, đã phổ biến cho các chi bộ khác.",
    ],
    late: &[
        "Chậm do mưa kéo dài.",
        "Trùng vụ gặt nên làm xong muộn hơn hẹn.",
        "Chậm do phải bàn lại với các hộ.",
        "Xong muộn, đã rút kinh nghiệm.",
    ],
    short: &[
        "Mới làm được một phần, xin tiếp tục tháng sau.",
        "Chưa xong do thiếu nhân công.",
        "Chưa xong vì thời tiết không thuận.",
        "Bản thân chưa sắp xếp được thời gian, xin nhận khuyết điểm.",
    ],
    fault: &[
        "Kết quả không đạt yêu cầu, phải làm lại.",
        "Không bàn trước với các hộ, phải làm lại từ đầu.",
        "Danh sách sai, phải lập lại.",
    ],
    own: ByLevel {
        excellent: &[
            "Hoàn thành vượt mức nhiệm vụ được giao; sẽ giúp thêm các đồng chí còn khó khăn.",
            "Các việc đều xong trước hạn, có sản phẩm cụ thể.",
        ],
        good: &[
            "Hoàn thành đủ các nhiệm vụ chi bộ giao, dự sinh hoạt đầy đủ.",
            "Việc được giao đều xong đúng hạn; còn ít phát biểu trong sinh hoạt.",
            "Đã cố gắng, tháng sau sẽ chủ động hơn.",
        ],
        completed: &[
            "Có việc còn chậm, xin rút kinh nghiệm.",
            "Có phần việc chưa tốt do điều kiện gia đình, xin chi bộ thông cảm.",
        ],
        not_completed: &["Bản thân chưa hoàn thành, xin hứa khắc phục trong tháng tới."],
    },
    strengths: ByLevel {
        excellent: &[
            "Gương mẫu, đi đầu trong việc khó của thôn; vận động bà con có hiệu quả.",
            "Chủ động, sáng tạo, sản phẩm vượt kế hoạch, có sức lan tỏa trong chi bộ.",
            "Trách nhiệm cao, việc khó cũng nhận và làm xong trước hạn.",
        ],
        good: &[
            "Chấp hành sự phân công, hoàn thành đủ các phần việc, có sản phẩm cụ thể.",
            "Có ý thức tổ chức kỷ luật, tham gia sinh hoạt đều, đóng góp ý kiến xây dựng.",
            "Sâu sát với các hộ được phân công, được bà con tin.",
        ],
        completed: &[
            "Có cố gắng, chấp hành sự phân công.",
            "Lập trường vững vàng, sinh hoạt đầy đủ.",
        ],
        not_completed: &["Chấp hành sinh hoạt chi bộ."],
    },
    shortcomings: ByLevel {
        excellent: &[
            "Đôi lúc còn nóng vội.",
            "Cần phân công lại để không ôm việc.",
        ],
        good: &[
            "Còn ít phát biểu trong sinh hoạt.",
            "Việc báo cáo kết quả có lúc chưa kịp thời.",
        ],
        completed: &[
            "Còn phần việc chậm so với hạn đã cam kết.",
            "Kết quả còn có chỗ phải làm lại.",
        ],
        not_completed: &[
            "Phần lớn việc được giao chưa xong, chưa báo cáo kịp thời với chi bộ.",
            "Thiếu trách nhiệm với phần việc được phân công.",
        ],
    },
    to_mend: ByLevel {
        excellent: &["Tiếp tục phát huy, giúp đỡ đảng viên trẻ."],
        good: &[
            "Mạnh dạn nêu ý kiến; báo cáo kết quả đúng hạn.",
            "Gắn việc được giao với phong trào của thôn.",
        ],
        completed: &[
            "Sắp xếp thời gian, hoàn thành phần việc còn lại trước ngày 15 tháng sau.",
            "Báo cáo khó khăn sớm để chi bộ cùng tháo gỡ.",
        ],
        not_completed: &["Viết bản kiểm điểm; chi bộ phân công đồng chí giúp đỡ."],
    },
    checks: &[
        "Đã xuống xem, còn vướng một hộ chưa đồng ý; hẹn bàn tiếp cuối tuần.",
        "Tiến độ bảo đảm, nhắc chụp ảnh và lập danh sách kèm theo.",
        "Mới làm được một nửa, đề nghị bố trí thêm người.",
        "Chất lượng tốt, đồng ý cho làm tiếp.",
    ],
    confirmer: "Chi ủy viên phụ trách",
    in_the_meeting: &[
        "Chi bộ nhất trí với đề xuất.",
        "Hai ý kiến biểu dương, không có ý kiến khác.",
        "Đề nghị duy trì, giúp thêm hộ cuối thôn.",
        "Chi bộ nhắc nhở về thời gian báo cáo.",
    ],
    praised: "Chi bộ đề nghị biểu dương vì đi đầu trong việc khó của thôn.",
    discussion: &[
        "Chi bộ đánh giá các phần việc làm đường, bảo hiểm y tế và vệ sinh môi trường cơ bản đạt kế hoạch. Còn \
         một số việc chậm do thời tiết và do chưa bàn kỹ với các hộ. Các đồng chí được giao việc đã báo cáo kết \
         quả, người xác nhận đã ký.",
        "Thảo luận kết quả thực hiện nhiệm vụ tháng: giao thông nông thôn, tiêm phòng đàn vật nuôi, thu các loại \
         quỹ. Chi bộ biểu dương các đồng chí hoàn thành trước hạn, nhắc nhở các đồng chí báo cáo chậm.",
    ],
    conclusion: &[
        "Thống nhất mức xếp loại như biểu tổng hợp; tháng sau tập trung hoàn thành phần đường còn lại và vận \
         động bảo hiểm y tế.",
        "Thống nhất kết quả đánh giá; giao chi ủy báo cáo Đảng ủy; các đồng chí còn việc chậm hoàn thành trước \
         ngày 15.",
    ],
    place: "Nhà văn hóa",
};
