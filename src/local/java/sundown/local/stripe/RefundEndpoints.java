package sundown.local.stripe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sundown.local.http.Reply;

/**
 * Stripe's calls about refunds.
 *
 * @see <a href="https://docs.stripe.com/api/refunds">Refunds</a>
 */
record RefundEndpoints(Books books) {
    private static final long USUAL_LIMIT = 10;
    private static final long LARGEST_LIMIT = 100;

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
        return page(after, limit(parameters));
    }

    private static long limit(Parameters parameters) {
        long limit = parameters.number("limit").orElse(USUAL_LIMIT);
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw StripeProblem.noInteger("limit");
        }
        return limit;
    }

    private Reply page(List<StandInRefund> rest, long limit) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("object", "list");
        page.put("url", "/v1/refunds");
        page.put("has_more", rest.size() > limit);
        page.put(
                "data",
                rest.stream()
                        .limit(limit)
                        .map(refund -> refund.document(books.now()))
                        .toList());
        return Reply.json(200, page);
    }
}
