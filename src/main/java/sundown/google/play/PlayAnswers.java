package sundown.google.play;

import static sundown.google.play.PlayAnswers.Reply.Call.CANCEL_SUBSCRIPTION;
import static sundown.google.play.PlayAnswers.Reply.Call.GET_ORDER;
import static sundown.google.play.PlayAnswers.Reply.Call.GET_SUBSCRIPTION;
import static sundown.google.play.PlayAnswers.Reply.Call.REFUND_ORDER;
import static sundown.google.play.PlayAnswers.Reply.Call.TOKEN;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import sundown.edge.Json;
import sundown.google.play.PlayAnswers.Reply.Call;

/**
 * The meaning of each unsuccessful answer of Google Play, as a table: the first row that matches a reply decides.
 * Google documents the canonical errors, and few reasons of this API: what became of an order or a subscription is read
 * from the order or the subscription itself, never from the reason of a refusal.
 */
final class PlayAnswers {
    private static final String CANONICAL = "https://cloud.google.com/apis/design/errors";
    private static final String API = "https://developers.google.com/android-publisher/";
    private static final String ORDERS = API + "api-ref/rest/v3/orders";
    private static final String SUBSCRIPTIONS = API + "api-ref/rest/v3/purchases.subscriptionsv2";

    static final List<Row> ROWS = List.of(
            new Row(
                    "a quota is used up",
                    API + "quotas",
                    status(429).or(status(403).and(reason("(?i).*(rateLimit|quota|dailyLimit).*"))),
                    Meaning.TRY_AGAIN),
            new Row(
                    "no answer, or trouble that may pass",
                    CANONICAL,
                    silence().or(status(408, 409)).or(hundred(500)),
                    Meaning.TRY_AGAIN),
            new Row("an answer without what belongs in it", CANONICAL, hundred(200), Meaning.TRY_AGAIN),
            new Row(
                    "the service account's key is not valid",
                    "https://developers.google.com/identity/protocols/oauth2/service-account#error-codes",
                    call(TOKEN),
                    Meaning.GIVE_UP),
            new Row(
                    "the app has no such order",
                    ORDERS + "/batchGet",
                    call(GET_ORDER, REFUND_ORDER).and(status(404)),
                    Meaning.ABSENT),
            new Row(
                    "the order cannot be refunded: it is too old, for example",
                    ORDERS + "/refund",
                    call(REFUND_ORDER).and(status(400, 410)),
                    Meaning.REFUSED),
            new Row(
                    "the app has no such subscription",
                    SUBSCRIPTIONS + "/get",
                    call(GET_SUBSCRIPTION, CANCEL_SUBSCRIPTION).and(status(404)),
                    Meaning.ABSENT),
            new Row(
                    "the subscription ended so long ago that Google has forgotten it",
                    "https://github.com/voltrue2/in-app-purchase/issues/153",
                    call(GET_SUBSCRIPTION, CANCEL_SUBSCRIPTION).and(status(410)),
                    Meaning.ENDED),
            new Row(
                    "the token is none of a subscription",
                    CANONICAL,
                    call(GET_SUBSCRIPTION).and(status(400)),
                    Meaning.ABSENT),
            new Row(
                    "the subscription cannot be cancelled: it has been, for example",
                    SUBSCRIPTIONS + "/cancel",
                    call(CANCEL_SUBSCRIPTION).and(status(400)),
                    Meaning.REFUSED),
            new Row(
                    "anything else is for the operator: a missing permission, a wrong app",
                    API + "getting_started",
                    reply -> true,
                    Meaning.GIVE_UP));

    private PlayAnswers() {}

    /**
     * A row of the table.
     *
     * @param name what has happened
     * @param source the page that says so
     */
    record Row(String name, String source, Predicate<Reply> condition, Meaning meaning) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The meaning of an unsuccessful reply. */
    enum Meaning {
        /** The trouble may pass. */
        TRY_AGAIN,
        /** The operator must act. */
        GIVE_UP,
        /** There is no such order or subscription. */
        ABSENT,
        /** The subscription never charges again. */
        ENDED,
        /** Nothing was done; repeating the request does not help. */
        REFUSED
    }

    /** The row that decides; the last row matches every reply. */
    static Row rowFor(Reply reply) {
        return ROWS.stream()
                .filter(row -> row.condition().test(reply))
                .findFirst()
                .orElseThrow();
    }

    private static Predicate<Reply> call(Call... calls) {
        return reply -> Arrays.asList(calls).contains(reply.call());
    }

    private static Predicate<Reply> reason(String expression) {
        return reply -> reply.reason().matches(expression);
    }

    private static Predicate<Reply> status(int... statuses) {
        return reply -> Arrays.stream(statuses).anyMatch(each -> reply.status().orElse(0) == each);
    }

    /** Matches a hundred statuses, such as 500 to 599. */
    private static Predicate<Reply> hundred(int first) {
        return reply -> reply.status().orElse(0) / 100 == first / 100;
    }

    private static Predicate<Reply> silence() {
        return reply -> reply.status().isEmpty();
    }

    /**
     * What Google answered to a call that did not succeed; {@link PlayAnswers} gives it its meaning.
     *
     * @param status the HTTP status; empty where no answer came
     * @param reason Google's word for the error, {@code rateLimitExceeded} for example; often empty
     */
    record Reply(Call call, OptionalInt status, String reason) {
        /** The kinds of call: the same answer differs in meaning between them. */
        enum Call {
            /** Exchanges the service account's key for an access token. */
            TOKEN,
            /** Looks at an order. */
            GET_ORDER,
            /** Refunds an order. */
            REFUND_ORDER,
            /** Looks at a subscription. */
            GET_SUBSCRIPTION,
            /** Cancels a subscription. */
            CANCEL_SUBSCRIPTION
        }

        /** The reply with this body, whose message may hold ids and is not kept. */
        static Reply of(Call call, int status, String body) {
            return new Reply(call, OptionalInt.of(status), reasonIn(body));
        }

        /** No answer. */
        static Reply silence(Call call) {
            return new Reply(call, OptionalInt.empty(), "");
        }

        private static String reasonIn(String body) {
            try {
                JsonNode error = Json.read(body).path("error");
                return error.asText(error.at("/errors/0/reason")
                        .asText(error.path("status").asText()));
            } catch (IllegalArgumentException notJson) {
                return "";
            }
        }

        /** True when Google does not accept the key, or the token that was got with it. */
        boolean refusesKey() {
            return status.equals(OptionalInt.of(401)) || (call == TOKEN && status.equals(OptionalInt.of(400)));
        }

        Meaning meaning() {
            return rowFor(this).meaning();
        }

        /** Call, status and reason: safe to log. */
        @Override
        public String toString() {
            String came = status.isPresent() ? "HTTP " + status.getAsInt() : "no answer";
            return reason.matches("[A-Za-z_]{1,60}") ? call + " " + came + " " + reason : call + " " + came;
        }
    }
}
