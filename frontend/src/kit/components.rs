//! All components on one page.

use leptos::prelude::*;

use crate::frame::AppearanceChoice;
use crate::ui::*;

/// All components on one page.
#[component]
pub fn Components() -> impl IntoView {
    let text = RwSignal::new("Rà soát 12 hộ nghèo".to_owned());
    let amount = RwSignal::new("12,5".to_owned());
    let remark = RwSignal::new(String::new());
    let day = RwSignal::new("2026-11-25".to_owned());
    let late = RwSignal::new(String::new());
    let unit = RwSignal::new("2".to_owned());
    let points = RwSignal::new(Some(850_i64));
    let none = RwSignal::new(None::<i64>);
    let (yes, on) = (RwSignal::new(true), RwSignal::new(true));
    let dialog = RwSignal::new(false);
    let panel = RwSignal::new(false);
    let tab = RwSignal::new(1_u8);
    let level = RwSignal::new(Some(3_u8));
    let busy = RwSignal::new(true);
    let toasts = Toasts::of_app();
    let steps = vec![
        StepShown {
            title: "Tự chấm điểm".into(),
            note: "28/30 đảng viên".into(),
            state: StepState::Done,
        },
        StepShown {
            title: "Họp chi bộ".into(),
            note: "03/12/2026".into(),
            state: StepState::Late,
        },
        StepShown {
            title: "Gửi Đảng ủy".into(),
            note: "trước 05/12".into(),
            state: StepState::Next,
        },
        StepShown {
            title: "Đảng ủy quyết định".into(),
            note: "trước 10/12".into(),
            state: StepState::Next,
        },
        StepShown {
            title: "Thông báo".into(),
            note: "trước 12/12".into(),
            state: StepState::Next,
        },
    ];
    view! {
        <PageHead title="Thành phần giao diện" overline="Bộ mẫu" lead="Mọi thành phần, với nội dung giả định." />
        <AppearanceChoice />
        <Steps label="Các bước của tháng" steps />
        <div class="grid-wide">
            <Card title="Nút bấm">
                <div class="row">
                    <Button kind=ButtonKind::Primary icon=Icon::Check>"Xác nhận"</Button>
                    <Button icon=Icon::Print>"In biên bản"</Button>
                    <Button kind=ButtonKind::Quiet icon=Icon::Undo>"Hoàn tác"</Button>
                    <Button kind=ButtonKind::Danger icon=Icon::Remove>"Rút lại"</Button>
                    <Button kind=ButtonKind::Primary busy>"Đang gửi"</Button>
                    <Button disabled=true>"Chưa đến bước"</Button>
                    <IconButton icon=Icon::Edit label="Sửa" on_press=|| () />
                </div>
                <div class="row">
                    <Button on_press=move || dialog.set(true)>"Mở hộp thoại"</Button>
                    <Button on_press=move || panel.set(true)>"Mở ngăn bên"</Button>
                    <Button on_press=move || toasts.say(Tone::Success, "Đã gửi lên máy chủ lúc 19:42".to_owned())>"Báo tin"</Button>
                </div>
            </Card>
            <Card title="Trạng thái">
                <div class="row">
                    <Chip words="Hoàn thành xuất sắc nhiệm vụ" tone=Tone::Rank4 />
                    <Chip words="Hoàn thành tốt nhiệm vụ" tone=Tone::Rank3 />
                    <Chip words="Hoàn thành nhiệm vụ" tone=Tone::Rank2 />
                    <Chip words="Không hoàn thành nhiệm vụ" tone=Tone::Rank1 />
                    <Chip words="Không xếp loại" />
                    <Chip words="Tạm tính" tone=Tone::Rank3 provisional=true />
                    <Chip words="Quá hạn 2 ngày" tone=Tone::Warning icon=Icon::Clock />
                </div>
                <SaveState saved=Saved::Saving words="Đang lưu…" />
                <SaveState saved=Saved::OnDevice words="Đã lưu trên máy này, chưa gửi (3)" />
                <SaveState saved=Saved::Sent words="Đã gửi lên máy chủ lúc 19:42" />
                <SaveState saved=Saved::Failed words="Chưa lưu được" />
                <Meter label="Hoàn thành xuất sắc: đã đề xuất 2/3 đồng chí" value=2 max=3 />
                <Meter label="Vượt tỷ lệ" value=5 max=3 />
                <Progress label="Đang nhận dữ liệu" percent=64 />
            </Card>
            <Card title="Nhập liệu">
                <Field label="Sản phẩm" value=text hint="Ghi rõ việc gì, kết quả thấy được" />
                <div class="row row-top">
                    <Field label="Số lượng" value=amount keyboard=Keyboard::Decimal unit="hộ" />
                    <DayField label="Thời hạn" value=day />
                </div>
                <DayField label="Ngày họp" value=late error=Some("Ngày họp không được sau hôm nay".to_owned()) />
                <Select label="Người xác nhận" value=unit options=vec![
                    ("1".to_owned(), "Trưởng thôn".to_owned()),
                    ("2".to_owned(), "Tổ giám sát cộng đồng".to_owned()),
                ] />
                <TextArea label="Nhận xét" value=remark optional=true />
            </Card>
            <Card title="Lựa chọn">
                <Levels value=level />
                <Stepper label="Phẩm chất chính trị, đạo đức" value=points max=1000 note=Some("Tự chấm 4,5".to_owned()) />
                <Stepper label="Năng lực" value=none max=250 from_top=true />
                <Checkbox label="Đã đọc toàn bộ biên bản" value=yes hint=Some("Bắt buộc trước khi ký".to_owned()) />
                <Switch label="Có mặt" value=on />
            </Card>
            <Card title="Thông báo">
                <Notice title="Đang làm việc không có mạng">"Mọi nội dung được lưu trên máy này và tự gửi khi có mạng."</Notice>
                <Notice tone=Tone::Warning title="Chưa được ghi nhận, cần xem lại">
                    <p>"Đề xuất của đồng chí Lò Thị Ví đã bị từ chối: tháng 10/2026 đã đóng."</p>
                    <div class="row"><Button>"Xem lại"</Button><Button kind=ButtonKind::Quiet>"Bỏ"</Button></div>
                </Notice>
                <Notice tone=Tone::Danger>"Trình duyệt này không cho lưu dữ liệu."</Notice>
                <Notice tone=Tone::Success>"Đảng ủy đã tiếp nhận."</Notice>
                <Fold title="Căn cứ xếp loại"><p>"Kết quả công việc 66,5/70"</p><p>"Tiêu chí chung 27/30"</p></Fold>
            </Card>
            <Card title="Trang con">
                <Tabs label="Phần" selected=tab tabs=vec![
                    Tab { key: 1, title: "Nhiệm vụ".into(), count: 4.into() },
                    Tab { key: 2, title: "Tự chấm".into(), count: 0.into() },
                    Tab { key: 3, title: "Lịch sử".into(), count: 0.into() },
                ]>
                    {move || format!("Phần {}", tab.get())}
                </Tabs>
                <EmptyState icon=Icon::Inbox title="Chưa có báo cáo nào" words="Báo cáo của các chi bộ sẽ hiện ở đây khi được gửi lên.">
                    <Button>"Đôn đốc"</Button>
                </EmptyState>
            </Card>
        </div>
        <Card title="Hình vẽ">
            <div class="row">{Icon::ALL.iter().map(|icon| view! { <span title=format!("{icon:?}")>{icon.view()}</span> }).collect_view()}</div>
        </Card>
        <Dialog open=dialog title="Gửi kết quả lên Đảng ủy?" actions=move || view! {
            <Button on_press=move || dialog.set(false)>"Để sau"</Button>
            <Button kind=ButtonKind::Primary icon=Icon::Send on_press=move || dialog.set(false)>"Gửi"</Button>
        }>
            <p>"Sau khi gửi, chi bộ vẫn rút lại được cho đến khi Đảng ủy tiếp nhận."</p>
            <Facts facts=vec![("Đảng viên".to_owned(), "30".to_owned()), ("Đã xếp loại".to_owned(), "29".to_owned())] />
        </Dialog>
        <SidePanel open=panel title="Căn cứ xếp loại">
            <p>"Kết quả công việc 66,5/70"</p>
        </SidePanel>
    }
}

/// The four levels as cards.
#[component]
pub fn Levels(
    /// The choice.
    value: RwSignal<Option<u8>>,
) -> impl IntoView {
    let cards = vec![
        RadioCard::new(4, "Hoàn thành xuất sắc nhiệm vụ")
            .tone(Tone::Rank4)
            .disabled(true)
            .note("Cần 90 điểm"),
        RadioCard::new(3, "Hoàn thành tốt nhiệm vụ").tone(Tone::Rank3),
        RadioCard::new(2, "Hoàn thành nhiệm vụ").tone(Tone::Rank2),
        RadioCard::new(1, "Không hoàn thành nhiệm vụ").tone(Tone::Rank1),
    ];
    view! { <RadioCards label="Mức đề xuất" cards value /> }
}
