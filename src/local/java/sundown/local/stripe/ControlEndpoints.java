package sundown.local.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import sundown.local.fault.FaultScript;
import sundown.local.fault.FaultScript.Fault;
import sundown.local.http.Endpoint;
import sundown.local.http.Reply;
import sundown.local.http.Request;
import sundown.local.stripe.Books.StandInRefund;
import sundown.local.stripe.StandInStripe.Effect;
import sundown.local.stripe.StandInStripe.Fate;
import sundown.local.stripe.StandInStripe.Operation;
import sundown.local.stripe.StandInStripe.StandInCharge;
import sundown.local.stripe.StandInStripe.StandInSubscription;

/**
 * Charges, subscriptions, refunds by others, fates, faults, outages, and an empty balance under {@code /standin}, which
 * Stripe does not have.
 */
record ControlEndpoints(Books books, FaultScript<Operation, Effect> script, Webhooks webhooks) implements Endpoint {
    static final String PREFIX = "/standin/";

    @Override
    public Reply answer(Request request) throws IOException {
        try {
            return routed(request);
        } catch (StripeProblem problem) {
            return problem.reply();
        } catch (JsonProcessingException notJson) {
            return Reply.json(400, Map.of("message", notJson.getOriginalMessage()));
        }
    }

    private Reply routed(Request request) throws IOException {
        return switch (request.method() + " " + request.path().substring(PREFIX.length())) {
            case "POST charges" -> charge(Parameters.of(request));
            case "POST subscriptions" -> subscription(Parameters.of(request));
            case "POST invoices" -> invoice(Parameters.of(request));
            case "GET refunds" -> refunds(Parameters.of(request));
            case "POST refunds" -> refundByOthers(Parameters.of(request));
            case "POST disputes" -> dispute(Parameters.of(request));
            case "POST fates" -> fates(request);
            case "GET faults" -> Reply.json(200, script.faults());
            case "POST faults" -> faults(request);
            case "POST outage" -> outage(Parameters.of(request));
            case "POST balance" -> balance(Parameters.of(request));
            case "GET webhooks" -> deliveries();
            default -> throw StripeProblem.unknownAddress(request.method(), request.path());
        };
    }

    private Reply deliveries() {
        List<Map<String, Object>> sent = webhooks.deliveries().stream()
                .<Map<String, Object>>map(delivery -> Map.of(
                        "id", delivery.id(),
                        "type", delivery.type(),
                        "attempts", delivery.attempts(),
                        "status", delivery.status()))
                .toList();
        return Reply.json(200, sent);
    }

    private Reply charge(Parameters parameters) {
        StandInCharge charge = new StandInCharge(
                parameters.required("id"),
                parameters.number("amount").orElseThrow(() -> StripeProblem.missing("amount")),
                parameters.required("currency"),
                parameters.text("elsewhere").isPresent());
        books.add(charge);
        return Reply.json(200, charge);
    }

    private Reply invoice(Parameters parameters) {
        StandInCharge fee = new StandInCharge(
                parameters.required("charge"),
                parameters.number("amount").orElseThrow(() -> StripeProblem.missing("amount")),
                parameters.required("currency"));
        return Reply.json(
                200, books.charge(parameters.required("subscription"), fee).document());
    }

    private Reply subscription(Parameters parameters) {
        StandInSubscription subscription = parameters.text("elsewhere").isPresent()
                ? StandInSubscription.elsewhere(parameters.required("id"))
                : new StandInSubscription(parameters.required("id"));
        books.add(subscription);
        return Reply.json(200, subscription.document());
    }

    private Reply refunds(Parameters parameters) {
        List<Map<String, Object>> all = books.refunds(parameters.text("charge")).stream()
                .map(refund -> refund.document(books.now()))
                .toList();
        return Reply.json(200, all);
    }

    private Reply refundByOthers(Parameters parameters) {
        StandInRefund made = books.refund(parameters.required("charge"), parameters.number("amount"), Map.of());
        return Reply.json(200, made.document(books.now()));
    }

    private Reply dispute(Parameters parameters) {
        books.dispute(parameters.required("charge"));
        return Reply.json(200, Map.of());
    }

    private Reply fates(Request request) throws IOException {
        List<Fate> fates = List.of(request.json(Fate[].class));
        fates.forEach(books::next);
        return Reply.json(200, fates);
    }

    private Reply faults(Request request) throws IOException {
        script.set(request.json(new TypeReference<List<Fault<Operation, Effect>>>() {}));
        return Reply.json(200, script.faults());
    }

    private Reply balance(Parameters parameters) {
        boolean empty = parameters.text("empty").isPresent();
        books.setBalanceEmpty(empty);
        return Reply.json(200, Map.of("empty", empty));
    }

    private Reply outage(Parameters parameters) {
        long seconds = parameters.number("seconds").orElseThrow(() -> StripeProblem.missing("seconds"));
        books.goDownUntil(books.now().plusSeconds(seconds));
        return Reply.json(
                200, Map.of("downUntil", books.now().plusSeconds(seconds).toString()));
    }
}
