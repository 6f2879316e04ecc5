package sundown.local.stripe;

import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Instant;
import java.util.List;
import sundown.local.http.Reply;
import sundown.local.stripe.Webhooks.Delivery;

/**
 * Stripe's list of events, the latest first. The stand-in forgets none after 30 days.
 *
 * @see <a href="https://docs.stripe.com/api/events/list">List all events</a>
 */
record EventEndpoints(Webhooks webhooks) {
    Reply list(Parameters parameters) {
        parameters.allow("types", "created[gte]", "delivery_success", "limit", "starting_after");
        List<String> types = parameters.several("types");
        Instant since =
                parameters.number("created[gte]").map(Instant::ofEpochSecond).orElse(Instant.MIN);
        List<Delivery> events = webhooks.events().reversed().stream()
                .filter(event -> types.isEmpty() || types.contains(event.type()))
                .filter(event -> !event.createdAt().isBefore(since))
                .toList();
        List<Delivery> after = parameters
                .text("starting_after")
                .map(last -> after(events, last))
                .orElse(events);
        return parameters.page(
                "/v1/events",
                after.stream().filter(event -> isAsked(event, parameters)).toList(),
                event -> new RawValue(event.body()));
    }

    private static List<Delivery> after(List<Delivery> events, String last) {
        int index = events.stream().map(Delivery::id).toList().indexOf(last);
        if (index < 0) {
            throw StripeProblem.noSuch("event", last);
        }
        return events.subList(index + 1, events.size());
    }

    private static boolean isAsked(Delivery event, Parameters parameters) {
        return parameters
                .text("delivery_success")
                .map(wanted -> wanted.equals(Boolean.toString(event.hasArrived())))
                .orElse(true);
    }
}
