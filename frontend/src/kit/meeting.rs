//! One person of a meeting, as it may look.

use leptos::prelude::*;

use super::components::Levels;
use crate::ui::*;

const PEOPLE: [(&str, &str, Tone, &str); 7] = [
    ("Bàn Thị Ánh", "84,5 điểm tự chấm", Tone::Rank3, "Tốt"),
    ("Hoàng Văn Bình", "91 điểm tự chấm", Tone::Rank4, "Xuất sắc"),
    ("Lương Thị Duyên", "78 điểm tự chấm", Tone::Rank3, "Tốt"),
    ("Nguyễn Văn Đức", "Chưa tự chấm", Tone::Plain, "Chưa có"),
    ("Phùng Thị Hà", "66 điểm tự chấm", Tone::Rank2, "Hoàn thành"),
    ("Triệu Văn Kim", "48,25 điểm tự chấm", Tone::Rank1, "Không"),
    ("Vi Thị Út", "81 điểm tự chấm", Tone::Rank3, "Tốt"),
];

/// One person of a meeting.
#[component]
pub fn Meeting() -> impl IntoView {
    let chosen = RwSignal::new(Some(2_usize));
    let level = RwSignal::new(Some(3_u8));
    let remark = RwSignal::new(
        "Chủ động vận động 5 hộ hiến đất làm đường; cần báo cáo kết quả đúng ngày.".to_owned(),
    );
    let scores = [
        ("Phẩm chất chính trị, đạo đức", 1000, 950),
        ("Ý thức kỷ luật", 1000, 900),
        ("Tự phê bình và phê bình", 1000, 850),
    ];
    let list = move || {
        let rows = PEOPLE
            .into_iter()
            .enumerate()
            .map(|(index, (name, note, tone, level))| {
                view! {
                    <ListRow
                        title=name
                        note=note
                        lead=move || view! { <Avatar name=name /> }
                        aside=move || view! { <Chip words=level tone /> }
                        current=move || chosen.get() == Some(index)
                        on_press=move || chosen.set(Some(index))
                    />
                }
            })
            .collect_view();
        view! { <div class="list">{rows}</div> }
    };
    view! {
        <PageHead
            title="Họp chi bộ tháng 11/2026"
            overline="Chi bộ thôn Hương Lý, Đảng bộ xã Đại Đồng"
            lead="28/30 đảng viên có mặt, đủ điều kiện biểu quyết. Đang xét người thứ 3."
            actions=|| view! { <Button icon=Icon::Print>"In danh sách"</Button> }
        />
        <SplitView label="Đảng viên" open=move || chosen.get().is_some() on_back=move || chosen.set(None) list>
            <Card>
                <div class="row">
                    <Avatar name="Lương Thị Duyên" large=true />
                    <div class="grow"><h2>"Lương Thị Duyên"</h2><p class="soft">"Đảng viên, Chi hội trưởng phụ nữ"</p></div>
                    <div><p class="overline">"Hệ thống tính"</p><p class="figure">"86,33"</p></div>
                    </div>
                <div class="row"><Chip words="Hoàn thành tốt nhiệm vụ" tone=Tone::Rank3 provisional=true /><Chip words="1 việc chậm" tone=Tone::Warning icon=Icon::Clock /></div>
                <Facts facts=vec![
                    ("Tự chấm".to_owned(), "78 điểm".to_owned()),
                    ("Nhiệm vụ".to_owned(), "4/4 xong, 1 chậm".to_owned()),
                    ("Tháng trước".to_owned(), "Hoàn thành tốt".to_owned()),
                ] />
                <Fold title="Căn cứ xếp loại"><p>"Nhiệm vụ số 2 báo cáo sau hạn 1 ngày."</p></Fold>
            </Card>
            <Card title="Tiêu chí chung" aside=|| view! { <span class="strong">"27/30"</span> }>
                <div class="stepper-list">
                    {scores.into_iter().map(|(label, max, value)| view! {
                        <Stepper label value=RwSignal::new(Some(value)) max note=Some("Tự chấm 8".to_owned()) />
                    }).collect_view()}
                </div>
            </Card>
            <Card title="Đề xuất của chi ủy">
                <Levels value=level />
                <TextArea label="Nhận xét" value=remark />
            </Card>
            <ActionBar state=|| view! { <SaveState saved=Saved::OnDevice words="Đã lưu trên máy này, chưa gửi (3)" /> }>
                <Button>"Biểu quyết"</Button>
                <Button kind=ButtonKind::Primary icon=Icon::Arrow>"Người tiếp theo"</Button>
            </ActionBar>
        </SplitView>
    }
}
