package sundown.google.play;

import static sundown.google.play.PlayAnswers.Meaning.ABSENT;
import static sundown.google.play.PlayAnswers.Meaning.ENDED;
import static sundown.google.play.PlayAnswers.Meaning.GIVE_UP;
import static sundown.google.play.PlayAnswers.Meaning.REFUSED;
import static sundown.google.play.PlayAnswers.Meaning.TRY_AGAIN;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import sundown.edge.Json;

/**
 * The meaning of each unsuccessful answer of Google Play, as a table: the first row whose pattern matches a reply,
 * {@code GET_ORDER 404 notFound} for example, decides. Google documents the canonical errors, and few reasons of this
 * API: what became of an order or a subscription is read from the order or the subscription, never from a reason.
 */
final class PlayAnswers {
    private static final String CANONICAL = "https://cloud.google.com/apis/design/errors";
    private static final String API = "https://developers.google.com/android-publisher/";
    private static final String ORDERS = API + "api-ref/rest/v3/orders";
    private static final String SUBSCRIPTIONS = API + "api-ref/rest/v3/purchases.subscriptionsv2";
    private static final String KEYS =
            "https://developers.google.com/identity/protocols/oauth2/service-account#error-codes";
    private static final String OBSERVED = "https://github.com/voltrue2/in-app-purchase/issues/153";

    static final List<Row> ROWS = List.of(
            new Row("a quota is used up", API + "quotas", ".+ (429|403 .*([rR]ate|[dD]aily)Limit).*", TRY_AGAIN),
            new Row("no answer, or trouble that may pass", CANONICAL, ".+ (0|408|409|5..) .*", TRY_AGAIN),
            new Row("the service account's key is not valid", KEYS, "TOKEN .*", GIVE_UP),
            new Row("the app has no such order", ORDERS + "/batchGet", ".+_ORDER 404 .*", ABSENT),
            new Row("the order cannot be refunded", ORDERS + "/refund", "REFUND_ORDER 4(00|10) .*", REFUSED),
            new Row("the app has no such subscription", SUBSCRIPTIONS + "/get", ".+_SUBSCRIPTION 404 .*", ABSENT),
            new Row("the token is none of a subscription", CANONICAL, "GET_SUBSCRIPTION 400 .*", ABSENT),
            new Row("the subscription has ended long ago", OBSERVED, ".+_SUBSCRIPTION 410 .*", ENDED),
            new Row("it cannot be cancelled", SUBSCRIPTIONS + "/cancel", "CANCEL_SUBSCRIPTION 400 .*", REFUSED),
            new Row("anything else is for the operator, rights for example", API + "getting_started", ".*", GIVE_UP));

    private PlayAnswers() {}

    /**
     * A row of the table.
     *
     * @param name what has happened
     * @param source the page that says so
     * @param pattern of a reply: its call, its status, and its reason
     */
    record Row(String name, String source, String pattern, Meaning meaning) {
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
        String text = reply.call() + " " + reply.status() + " " + reply.reason();
        return ROWS.stream()
                .filter(row -> text.matches(row.pattern()))
                .findFirst()
                .orElseThrow();
    }

    /** The kinds of call: the same answer differs in meaning between them. */
    enum Call {
        /** Exchanges the service account's key for an access token. */
        TOKEN,
        GET_ORDER,
        REFUND_ORDER,
        GET_SUBSCRIPTION,
        CANCEL_SUBSCRIPTION
    }

    /**
     * Google's answer to a call that did not succeed.
     *
     * @param status the HTTP status; 0 where no answer came
     * @param reason Google's word for the error, {@code rateLimitExceeded} for example; often empty
     */
    record Reply(Call call, int status, String reason) {
        /** Keeps nothing of the body but the reason: its message may hold ids. */
        static Reply of(Call call, int status, String body) {
            return new Reply(call, status, reasonIn(body));
        }

        /** No answer. */
        static Reply silence(Call call) {
            return new Reply(call, 0, "");
        }

        private static String reasonIn(String body) {
            try {
                JsonNode error = Json.read(body).path("error");
                String reason = error.at("/errors/0/reason").asText(error.asText());
                return reason.matches("\\w{1,60}") ? reason : "";
            } catch (IllegalArgumentException notJson) {
                return "";
            }
        }

        /** True when Google does not accept the key, or the token that was got with it. */
        boolean refusesKey() {
            return status == 401 || (call == Call.TOKEN && status == 400);
        }

        Meaning meaning() {
            return rowFor(this).meaning();
        }

        /** Safe to log. */
        @Override
        public String toString() {
            return status == 0 ? call + " no answer" : (call + " HTTP " + status + " " + reason).strip();
        }
    }
}
