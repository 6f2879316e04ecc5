package sundown.local.stripe;

import java.util.List;
import sundown.local.http.Reply;
import sundown.local.stripe.Books.StandInRefund;

/**
 * Stripe's calls about refunds.
 *
 * @see <a href="https://docs.stripe.com/api/refunds">Refunds</a>
 */
record RefundEndpoints(Books books) {
    Reply create(Parameters parameters) {
        parameters.allow("charge", "amount", "reason");
        return Reply.json(
                200,
                books.refund(parameters.required("charge"), parameters.number("amount"), parameters.metadata())
                        .document(books.now()));
    }

    Reply retrieve(String id) {
        return Reply.json(200, books.refund(id).document(books.now()));
    }

    Reply list(Parameters parameters) {
        parameters.allow("charge", "limit", "starting_after");
        List<StandInRefund> after = books.refunds(parameters.text("charge"));
        if (parameters.text("starting_after").isPresent()) {
            StandInRefund last = books.refund(parameters.required("starting_after"));
            after = after.subList(after.indexOf(last) + 1, after.size());
        }
        return parameters.page("/v1/refunds", after, refund -> refund.document(books.now()));
    }
}
