"""Words that carry little of the need: politeness, questions, "thủ tục" itself. Weighed down, kept."""

from __future__ import annotations

#: Phrase → what it still says (1 is a full word). Longer phrases are tried first.
FILLERS: dict[str, float] = {}


def _add(weight: float, phrases: str) -> None:
    for line in phrases.strip().splitlines():
        for phrase in line.split(","):
            FILLERS[phrase.strip()] = weight


_add(
    0.03,
    """
    tôi, mình, em, anh, chị, cháu, bác, cô, chú, ad, admin, ạ, dạ, vâng, nhé, nha, với, ơi, à, hả, hở
    tôi muốn, mình muốn, em muốn, muốn, tôi cần, cần, phải, có phải, thì, là, mà, nên, sẽ, đang, đã, rồi
    xin hỏi, cho hỏi, hỏi, cho em hỏi, cho tôi hỏi, cho mình hỏi, làm ơn, giúp, giúp tôi, giúp em, vui lòng
    chào, xin chào, cảm ơn, ai biết, mọi người, các bác, mong, nhờ
    ở đâu, đâu, tại đâu, chỗ nào, nơi nào, khi nào, bao giờ, lúc nào, bao lâu, mất bao lâu, bao nhiêu
    bao nhiêu tiền, hết bao nhiêu, tốn bao nhiêu, mấy ngày, giá bao nhiêu
    thế nào, như thế nào, ra sao, làm sao, sao, kiểu gì, cách nào, bằng cách nào, ntn, làm thế nào, làm như thế nào
    gì, những gì, cái gì, gồm những gì, gồm, bao gồm, cần những gì, cần gì, giấy tờ gì, cần giấy tờ gì
    làm giấy tờ gì, cần làm gì, phải làm gì, làm gì, giấy gì, làm giấy gì, chuẩn bị, chuẩn bị những gì, những giấy tờ gì
    có được không, được không, có phải không, không, được, có, hay không, chưa, có cần, có phải làm
    và, hoặc, hay, những, các, một, cái, chiếc, này, kia, đó, ấy, nào, ai, mấy, từ, đến, vào, ra, lên, xuống
    ở, tại, của, cho, về, trong, để, do, bị, bởi, theo, khi, nếu, vì, cùng, đi, nữa, luôn, ngay
    thủ tục, thủ tục hành chính, tthc, dịch vụ công, trực tuyến, online, qua mạng, trên mạng, hồ sơ, mẫu, mẫu đơn, tờ khai, đơn
    hướng dẫn, cách, quy trình, trình tự, điều kiện, yêu cầu, thông tin
    nộp ở đâu, nộp, làm ở đâu, đăng ký ở đâu, xin ở đâu, mua ở đâu
    gặp, thấy, biết, nghe nói, bảo là, định, dự định, tính xin, đứng ra, nổi, chịu, không chịu, thử, tự dưng
    giờ, bây giờ, hiện giờ, lâu, lâu rồi, lâu nay, quá, lắm, rất, hẳn, xong, xong rồi, vừa, vừa mới, sắp
    với ai, cho ai, báo ai, hỏi ai, gửi ai, gửi cho ai, gửi đi đâu, gửi đơn, gửi đơn tới đâu, gửi đơn ở đâu, tới đâu
    có bị phạt không, có bị gì không, có sao không, có phải xin phép không, có cần xin phép không, có phải báo không
    xin phép ai, cần giấy phép gì, cần giấy phép nào, hồ sơ gồm gì, hồ sơ gì, nộp hồ sơ, làm hồ sơ, được hưởng gì
    được gì, được bao nhiêu, có mất phí không, mất phí không, bước nào, mấy bước, những bước nào, liên hệ ai, liên hệ ở đâu
    hai đứa, tụi mình, chúng tôi, chúng em, bên em, bên mình, nhà em, người ta, bà con, cho mình xin, xin cho biết
    ko, k, hok, hông, hem, đc, dc, vs, vk, ck, thế, vậy, liệu, cần phải
    tỉnh, xã, phường, cấp xã, cấp tỉnh, quảng ninh, uỷ ban, ubnd, nhà nước
    """,
)
_add(
    0.15,
    "làm, xin, lấy, nhận, việc, giấy tờ, loại, người, hành chính, việt nam, giải quyết, thực hiện",
)
_add(0.3, "cấp, giấy, đối với, đăng ký, đề nghị, lệ phí, phí, tiền, thời gian, thời hạn")
_add(
    0.25,
    """
    cho con, cho bé, cho cháu, của con, cho vợ, cho chồng, cho bố, cho mẹ, cho bố mẹ, cho người nhà, cho em
    nhà tôi, nhà mình, gia đình, cá nhân, bản thân, cả nhà, vay ngân hàng, đi học, đi làm, xin việc
    ở xã, ở phường, tại xã, tại phường, ngoài phường, trên phường, ra xã, ra phường, lên xã, lên phường
    """,
)
