"""What officers fill in. Each form is one move of a dossier; the fields say what the letter needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm

#: What a result may be. Anything a browser would run (HTML, SVG) stays out.
RESULT_TYPES = {
    "application/pdf": b"%PDF-",
    "image/jpeg": b"\xff\xd8\xff",
    "image/png": b"\x89PNG\r\n\x1a\n",
}
RESULT_MAX_BYTES = 20 * 1024 * 1024


class LogInForm(AuthenticationForm):
    """User name and password of one officer."""

    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu chưa đúng.",
        "inactive": "Tài khoản này đã ngừng dùng.",
    }

    def confirm_login_allowed(self, user: Any) -> None:
        """Errors: the account is shut, or belongs to no unit."""
        super().confirm_login_allowed(user)
        if not hasattr(user, "officer"):
            raise forms.ValidationError(
                "Tài khoản này chưa được gán đơn vị. Bạn liên hệ quản trị của đơn vị."
            )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("username", "Tên đăng nhập"), ("password", "Mật khẩu")):
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = f"Bạn nhập {label.lower()}."
            self.fields[name].widget.attrs.pop("autofocus", None)


class PasswordForm(PasswordChangeForm):
    """The old password and twice the new one."""

    error_messages = {
        "password_incorrect": "Mật khẩu hiện tại chưa đúng.",
        "password_mismatch": "Hai mật khẩu mới không giống nhau.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "old_password": "Mật khẩu hiện tại",
            "new_password1": "Mật khẩu mới",
            "new_password2": "Mật khẩu mới, lần nữa",
        }
        for name, label in labels.items():
            field = self.fields[name]
            field.label, field.help_text = label, ""
            field.widget.attrs.pop("autofocus", None)
            field.error_messages["required"] = f"Bạn nhập {label.lower()}."
        self.fields[
            "new_password1"
        ].help_text = "Ít nhất 8 ký tự, có chữ, không phải mật khẩu nhiều người dùng."


class MoveForm(forms.Form):
    """A move of a dossier: which state of it the officer saw, so that two cannot undo each other."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


def _reason(label: str, hint: str, missing: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": missing, "max_length": "Tối đa 2.000 ký tự."},
    )


class AcceptForm(MoveForm):
    """Accept: nothing to fill in."""


class StartForm(MoveForm):
    """Begin work: nothing to fill in."""


class PapersForm(MoveForm):
    """Ask for papers: which, each with what is wrong with it, and why (Mẫu 02)."""

    papers = forms.MultipleChoiceField(
        label="Giấy tờ cần bổ sung",
        help_text="Chọn giấy tờ còn thiếu hoặc cần nộp lại.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    other = forms.CharField(
        label="Giấy tờ khác",
        help_text="Mỗi giấy tờ một dòng.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    reason = _reason(
        "Vì sao và làm thế nào",
        "Viết để người nộp làm được ngay. Ví dụ: “Ảnh giấy chứng sinh bị mờ phần số. Chụp lại thấy đủ bốn góc”.",
        "Bạn viết lý do và cách bổ sung.",
    )

    def __init__(self, *args: Any, papers: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["papers"]
        assert isinstance(choices, forms.MultipleChoiceField)  # noqa: S101
        choices.choices = [(name, name) for name in papers]
        if not papers:
            del self.fields["papers"]

    def clean(self) -> dict[str, Any]:
        """``papers`` joined with the lines of ``other``. Errors: none asked for."""
        data = super().clean() or {}
        other = [line.strip() for line in data.get("other", "").splitlines() if line.strip()]
        data["papers"] = list(dict.fromkeys([*data.get("papers", []), *other]))
        if not data["papers"]:
            self.add_error(
                "papers" if "papers" in self.fields else "other",
                "Bạn chọn hoặc ghi ít nhất một giấy tờ.",
            )
        return data


class PaymentForm(MoveForm):
    """Ask for a payment: how much, for what."""

    amount = forms.IntegerField(
        label="Số tiền (đồng)",
        help_text="Chỉ ghi số. Ví dụ: 115000",
        min_value=1000,
        max_value=100_000_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "sum"}),
        error_messages={
            "required": "Bạn ghi số tiền.",
            "invalid": "Số tiền chỉ gồm chữ số.",
            "min_value": "Số tiền từ 1.000 đ.",
            "max_value": "Số tiền quá lớn.",
        },
    )
    reason = _reason(
        "Nộp cho khoản gì", "Ví dụ: Lệ phí cấp giấy phép xây dựng.", "Bạn ghi tên khoản phải nộp."
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        if data is not None and data.get("amount"):
            data = data.copy()  # "115.000" is how a sum is written here
            data["amount"] = data["amount"].replace(".", "").replace(" ", "")
        super().__init__(data, **kwargs)


class ReasonForm(MoveForm):
    """Refuse or stop: the reason goes into the letter (Mẫu 03, 05)."""

    reason = _reason(
        "Lý do",
        "Lý do được ghi vào văn bản gửi người nộp. Nêu rõ căn cứ và việc họ có thể làm tiếp.",
        "Bạn viết lý do.",
    )


class ExtendForm(ReasonForm):
    """Apologise and reschedule (Mẫu 04), by working days."""

    days = forms.IntegerField(
        label="Hẹn thêm (ngày làm việc)",
        help_text="Tính từ ngày hẹn cũ.",
        min_value=1,
        max_value=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "sum"}),
        error_messages={
            "required": "Bạn ghi số ngày hẹn thêm.",
            "invalid": "Số ngày chỉ gồm chữ số.",
            "min_value": "Hẹn thêm ít nhất 1 ngày làm việc.",
            "max_value": "Hẹn thêm nhiều nhất 60 ngày làm việc.",
        },
    )


class CounterForm(MoveForm):
    """Something came in at the counter."""

    note = forms.CharField(
        label="Ghi chú",
        help_text="Ví dụ: đã nhận giấy chứng sinh bản chính.",
        max_length=500,
        required=False,
    )


class ResultForm(MoveForm):
    """There is a result, or it was handed over; with its file where there is one."""

    file = forms.FileField(
        label="Tệp kết quả",
        help_text="PDF, JPG hoặc PNG, tối đa 20 MB. Bỏ trống nếu chỉ có bản giấy.",
        required=False,
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={
            "empty": "Tệp này rỗng. Bạn chọn tệp khác.",
            "max_length": "Tên tệp dài quá 255 ký tự.",
        },
    )
    note = forms.CharField(
        label="Ghi chú cho người nộp",
        help_text="Ví dụ: Giấy phép số 125/GPXD.",
        max_length=500,
        required=False,
    )

    def clean_file(self) -> Any:
        """The file, if its first bytes are those of a type we hand out."""
        file = self.cleaned_data.get("file")
        if not file:
            return None
        if file.size > RESULT_MAX_BYTES:
            raise forms.ValidationError("Tệp lớn hơn 20 MB. Bạn nén hoặc quét lại nhỏ hơn.")
        head = file.read(16)
        file.seek(0)
        for media_type, magic in RESULT_TYPES.items():
            if head.startswith(magic):
                file.content_type = media_type
                return file
        raise forms.ValidationError("Tệp phải là PDF, JPG hoặc PNG. Bạn xuất lại rồi tải lên.")


class HandOnForm(MoveForm):
    """Hand the dossier on to another unit, or to a colleague."""

    agency = forms.ChoiceField(label="Đơn vị nhận", required=False)
    officer = forms.ChoiceField(label="Người nhận trong đơn vị mình", required=False)
    note = forms.CharField(
        label="Lời nhắn",
        max_length=500,
        required=False,
        help_text="Người nhận đọc được, người nộp thì không.",
    )

    def __init__(
        self,
        *args: Any,
        agencies: list[tuple[str, str]],
        officers: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("agency", agencies), ("officer", officers)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101
            field.choices = [("", "–"), *choices]

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two. Errors: none or both chosen."""
        data = super().clean() or {}
        if not self.errors and bool(data.get("agency")) == bool(data.get("officer")):
            self.add_error("agency", "Bạn chọn một đơn vị, hoặc một người trong đơn vị mình.")
        return data
