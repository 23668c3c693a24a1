"""Prose that editors shape: headings, paragraphs, lists, notes, questions, pictures, files."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

RICH_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class QuestionBlock(blocks.StructBlock):
    """One question and its answer."""

    question = blocks.CharBlock(label=_("Câu hỏi"), max_length=255)
    answer = blocks.RichTextBlock(label=_("Trả lời"), features=RICH_FEATURES)

    class Meta:
        icon = "help"
        label = _("Hỏi đáp")
        description = _("Câu mà nhiều người hỏi, trả lời ngay. Máy tìm kiếm cũng đọc được.")
        template = "blocks/question.html"
        preview_value = {
            "question": "Tôi nộp thay bố mẹ được không?",
            "answer": "<p>Được. Bạn cần giấy uỷ quyền có chứng thực.</p>",
        }


class NoteBlock(blocks.StructBlock):
    """A note that must not be missed."""

    tone = blocks.ChoiceBlock(
        label=_("Mức độ"),
        choices=[("info", _("Lưu ý")), ("warn", _("Cần chú ý ngay"))],
        default="info",
    )
    text = blocks.RichTextBlock(label=_("Nội dung"), features=["bold", "link", "ul"])

    class Meta:
        icon = "warning"
        label = _("Khung lưu ý")
        description = _("Điều bỏ qua thì mất công đi lại. Một trang chỉ nên có một, hai khung.")
        template = "blocks/note.html"
        preview_value = {"tone": "info", "text": "<p>Mang theo bản gốc để đối chiếu.</p>"}


class ProseBlock(blocks.StreamBlock):
    """The stream used for guidance everywhere."""

    heading = blocks.CharBlock(
        label=_("Tiêu đề mục"),
        icon="title",
        template="blocks/heading.html",
        max_length=160,
        description=_("Chia bài dài thành mục. Nói điều người đọc tìm: “Ai được nộp thay”."),
        preview_value="Ai được nộp thay",
    )
    paragraph = blocks.RichTextBlock(
        label=_("Đoạn văn"),
        features=RICH_FEATURES,
        template="blocks/paragraph.html",
        description=_("Văn xuôi, danh sách, liên kết. Mỗi đoạn một ý, không quá năm câu."),
        preview_value="<p>Cha, mẹ, ông, bà đi đăng ký thay không cần giấy uỷ quyền.</p>",
    )
    steps = blocks.ListBlock(
        blocks.RichTextBlock(features=["bold", "link"]),
        label=_("Các bước"),
        icon="list-ol",
        template="blocks/steps.html",
        description=_("Việc phải làm theo thứ tự. Mỗi bước bắt đầu bằng một động từ."),
        preview_value=["<p>Chuẩn bị giấy tờ.</p>", "<p>Nộp tại xã hoặc trên mạng.</p>"],
    )
    note = NoteBlock()
    question = QuestionBlock()
    image = ImageBlock(
        label=_("Ảnh"),
        template="blocks/image.html",
        description=_("Ảnh giúp làm được việc: mẫu giấy, lối vào. Phải tả ảnh bằng lời."),
    )
    file = DocumentChooserBlock(
        label=_("Tệp tải về"),
        template="blocks/file.html",
        description=_("Mẫu đơn, tờ khai để tải về. Tên tệp nói rõ là mẫu gì."),
    )

    class Meta:
        label = _("Nội dung")
