package sundown.local.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;

/**
 * What Stripe does not have: charges, refunds by others, fates, faults, outages and an empty balance under
 * {@code /standin}.
 */
final class ControlEndpoints {
    static final String PREFIX = "/standin/";

    private final Books books;
    private final FaultScript script;
    private final Webhooks webhooks;

    ControlEndpoints(Books books, FaultScript script, Webhooks webhooks) {
        this.books = books;
        this.script = script;
        this.webhooks = webhooks;
    }

    Reply answer(Request request) {
        try {
            return routed(request);
        } catch (StripeProblem problem) {
            return problem.reply();
        } catch (JsonProcessingException notJson) {
            return Reply.of(400, Map.of("message", notJson.getOriginalMessage()));
        }
    }

    private Reply routed(Request request) throws JsonProcessingException {
        Parameters parameters = request.parameters();
        return switch (request.method() + " " + request.path().substring(PREFIX.length())) {
            case "POST charges" -> charge(parameters);
            case "GET refunds" -> refunds(parameters);
            case "POST refunds" -> refundByOthers(parameters);
            case "POST fates" -> fates(request.body());
            case "GET faults" -> Reply.of(200, script.faults());
            case "POST faults" -> faults(request.body());
            case "POST outage" -> outage(parameters);
            case "POST balance" -> balance(parameters);
            case "GET webhooks" -> webhooks();
            default -> throw StripeProblem.unknownAddress(request.method(), request.path());
        };
    }

    private Reply webhooks() {
        List<Map<String, Object>> sent = webhooks.deliveries().stream()
                .<Map<String, Object>>map(delivery -> Map.of(
                        "id", delivery.id(),
                        "type", delivery.type(),
                        "attempts", delivery.attempts(),
                        "status", delivery.status()))
                .toList();
        return Reply.of(200, sent);
    }

    private Reply charge(Parameters parameters) {
        StandInCharge charge = new StandInCharge(
                parameters.required("id"),
                parameters.number("amount").orElseThrow(() -> StripeProblem.missing("amount")),
                parameters.required("currency"),
                parameters.text("elsewhere").isPresent());
        books.add(charge);
        return Reply.of(200, charge);
    }

    private Reply refunds(Parameters parameters) {
        List<Map<String, Object>> all = books.refunds(parameters.text("charge")).stream()
                .map(refund -> refund.document(books.now()))
                .toList();
        return Reply.of(200, all);
    }

    private Reply refundByOthers(Parameters parameters) {
        StandInRefund made = books.refund(parameters.required("charge"), parameters.number("amount"), Map.of());
        return Reply.of(200, made.document(books.now()));
    }

    private Reply fates(String body) throws JsonProcessingException {
        List<Fate> fates = List.of(Reply.JSON.readValue(body, Fate[].class));
        fates.forEach(books::next);
        return Reply.of(200, fates);
    }

    private Reply faults(String body) throws JsonProcessingException {
        script.set(List.of(Reply.JSON.readValue(body, Fault[].class)));
        return Reply.of(200, script.faults());
    }

    private Reply balance(Parameters parameters) {
        boolean empty = parameters.text("empty").isPresent();
        books.setBalanceEmpty(empty);
        return Reply.of(200, Map.of("empty", empty));
    }

    private Reply outage(Parameters parameters) {
        long seconds = parameters.number("seconds").orElseThrow(() -> StripeProblem.missing("seconds"));
        script.goDownUntil(books.now().plusSeconds(seconds));
        return Reply.of(
                200, Map.of("downUntil", books.now().plusSeconds(seconds).toString()));
    }
}
