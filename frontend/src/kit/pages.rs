//! Whole pages, as they may look.

use leptos::prelude::*;

use crate::frame::Gate;
use crate::ui::*;

/// The PIN at the gate.
#[component]
pub fn Pin() -> impl IntoView {
    let error = RwSignal::new(None::<String>);
    view! {
        <Gate>
            <div class="row"><Avatar name="Hoàng Văn Mẫu" large=true /><div class="grow"><p class="strong">"Hoàng Văn Mẫu"</p><p class="soft small">"Bí thư chi bộ thôn Hương Lý"</p></div></div>
            <PinPad label="Nhập mã PIN" error on_done=move |_pin: String| error.set(Some("Mã PIN chưa đúng, còn 4 lần thử".to_owned())) />
            <Button kind=ButtonKind::Quiet>"Quên mã PIN"</Button>
        </Gate>
    }
}

/// A person's own month on a phone.
#[component]
pub fn Mine() -> impl IntoView {
    view! {
        <PageHead title="Tháng 11/2026 của tôi" overline="Lương Thị Duyên" />
        <Notice tone=Tone::Warning title="Còn 2 ngày để tự chấm điểm">
            <p>"Hạn 25/11/2026. Đồng chí đã báo cáo 3/4 nhiệm vụ."</p>
            <div class="row"><Button kind=ButtonKind::Primary icon=Icon::Arrow>"Tự chấm điểm"</Button></div>
        </Notice>
        <div class="grid-wide">
            <Card title="Nhiệm vụ được giao" flush=true>
                <div class="list">
                    <ListRow title="Vận động 5 hộ hiến đất làm đường" note="Hạn 20/11, 5/5 hộ" aside=|| view! { <Chip words="Xong" tone=Tone::Success icon=Icon::Check /> } on_press=|| () />
                    <ListRow title="Tuyên truyền tiêm phòng đợt 2 cho đàn gia súc của thôn" note="Hạn 22/11, 18/24 hộ" aside=|| view! { <Chip words="Quá hạn 2 ngày" tone=Tone::Warning icon=Icon::Clock /> } on_press=|| () />
                    <ListRow title="Thu đảng phí tháng 11" note="Hạn 25/11" aside=|| view! { <Chip words="Chưa báo cáo" /> } on_press=|| () />
                </div>
            </Card>
            <Card title="Kết quả tháng 10/2026">
                <div class="row-spread"><Chip words="Hoàn thành tốt nhiệm vụ" tone=Tone::Rank3 /><span class="figure">"86,33"</span></div>
                <Meter label="Kết quả công việc" value=5933 max=7000 words="59,33/70" />
                <Meter label="Tiêu chí chung" value=2700 max=3000 words="27/30" />
                <Fold title="Căn cứ xếp loại"><p>"Nhiệm vụ số 2 báo cáo sau hạn 1 ngày."</p></Fold>
            </Card>
        </div>
    }
}

/// The plan of a month.
#[component]
pub fn Plan() -> impl IntoView {
    view! {
        <PageHead title="Kế hoạch tháng 12/2026" lead="Mỗi việc một người, rõ sản phẩm, rõ ngày." actions=|| view! {
            <Button icon=Icon::Copy>"Chép từ tháng 11"</Button>
            <Button kind=ButtonKind::Primary icon=Icon::Plus>"Giao việc"</Button>
        } />
        <Card><EmptyState icon=Icon::Tasks title="Tháng 12 chưa có nhiệm vụ" words="Có thể chép kế hoạch tháng 11 rồi sửa, hoặc giao từng việc.">
            <Button icon=Icon::Copy>"Chép từ tháng 11"</Button>
            <Button kind=ButtonKind::Primary icon=Icon::Plus>"Giao việc"</Button>
        </EmptyState></Card>
    }
}

#[derive(Clone)]
struct Unit {
    name: &'static str,
    scored: u32,
    members: u32,
    state: (&'static str, Tone),
    excellent: u32,
}

/// Units of a district.
#[component]
pub fn District() -> impl IntoView {
    let unit = |name, scored, members, state, excellent| Unit {
        name,
        scored,
        members,
        state,
        excellent,
    };
    let rows = vec![
        unit("Xã Bạch Hà", 212, 212, ("Đã quyết định", Tone::Success), 38),
        unit("Xã Bảo Ái", 188, 190, ("Đã gửi", Tone::Info), 31),
        unit("Xã Cảm Ân", 140, 233, ("Đang họp", Tone::Primary), 0),
        unit("Xã Đại Đồng", 301, 304, ("Đã gửi", Tone::Info), 44),
        unit(
            "Thị trấn Thác Bà",
            90,
            265,
            ("Chậm 3 ngày", Tone::Warning),
            0,
        ),
        unit(
            "Thị trấn Yên Bình",
            398,
            398,
            ("Đã thông báo", Tone::Success),
            71,
        ),
    ];
    let columns = vec![
        Column::new("Đơn vị", |unit: &Unit| unit.name.into_any()),
        Column::new("Đang ở bước", |unit: &Unit| {
            view! { <Chip words=unit.state.0 tone=unit.state.1 /> }.into_any()
        }),
        Column::number("Đã chấm", |unit: &Unit| {
            format!("{}/{}", unit.scored, unit.members).into_any()
        }),
        Column::number("Xuất sắc", |unit: &Unit| unit.excellent.into_any()),
    ];
    view! {
        <PageHead title="Toàn huyện, tháng 11/2026" overline="Huyện ủy Yên Bình" lead="47/54 cơ quan, đơn vị đã gửi kết quả." />
        <div class="figures">
            <Figure label="Đã gửi" value="47/54" note="7 đơn vị còn nợ, 2 đơn vị chậm" />
            <Figure label="Đã xếp loại" value="4.716" note="trên 5.012 đảng viên" />
            <Figure label="Hoàn thành xuất sắc" value="18,2 %" note="tháng trước 17,9 %" />
            <Figure label="Kiến nghị" value="3" note="1 kiến nghị chờ trả lời" />
        </div>
        <Card title="Các đơn vị" flush=true><Table caption="Các đơn vị" caption_hidden=true columns rows /></Card>
    }
}

/// Minutes on paper.
#[component]
pub fn Paper() -> impl IntoView {
    view! {
        <PageHead title="Biên bản họp chi bộ" actions=|| view! { <Button kind=ButtonKind::Primary icon=Icon::Print>"In"</Button> } />
        <article class="paper">
            <div class="paper-head">
                <div><div class="paper-superior">"Đảng bộ xã Đại Đồng"</div><div class="paper-issuer">"Chi bộ thôn Hương Lý"</div><div class="paper-star">"*"</div><div>"Số 11-BB/CB"</div></div>
                <div><div class="paper-motto"><span>"Đảng Cộng sản Việt Nam"</span></div></div>
            </div>
            <h2 class="paper-kind">"Biên bản"</h2>
            <p class="paper-about">"Hội nghị chi bộ tháng 11 năm 2026"</p>
            <div class="paper-body">
                <p>"Hồi 19 giờ 30 phút ngày 03 tháng 12 năm 2026, tại nhà văn hóa thôn Hương Lý, chi bộ tiến hành hội nghị thường kỳ. Có mặt 28/30 đảng viên; vắng có lý do 2 đồng chí."</p>
                <table class="paper-table"><thead><tr><th>"TT"</th><th>"Họ và tên"</th><th>"Điểm"</th><th>"Mức đề xuất"</th></tr></thead>
                <tbody><tr><td class="number">"1"</td><td>"Bàn Thị Ánh"</td><td class="number">"84,5"</td><td>"Hoàn thành tốt nhiệm vụ"</td></tr><tr><td class="number">"2"</td><td>"Hoàng Văn Bình"</td><td class="number">"91"</td><td>"Hoàn thành xuất sắc nhiệm vụ"</td></tr></tbody></table>
            </div>
            <div class="paper-signatures">
                <div class="paper-signature"><span class="paper-signature-for">"Người ghi biên bản"</span><span class="paper-signature-name">"Phùng Thị Hà"</span></div>
                <div class="paper-signature"><span class="paper-signature-for">"Chủ trì hội nghị"</span><span class="paper-signature-name">"Hoàng Văn Mẫu"</span></div>
            </div>
        </article>
    }
}
