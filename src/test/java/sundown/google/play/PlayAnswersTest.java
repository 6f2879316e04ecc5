package sundown.google.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.google.play.PlayAnswers.Call;
import sundown.google.play.PlayAnswers.Meaning;
import sundown.google.play.PlayAnswers.Reply;
import sundown.google.play.PlayAnswers.Row;

class PlayAnswersTest {
    /** A reply that Google is known to give, the row that decides, and its meaning. */
    private record Example(String row, Reply reply, Meaning meaning) {
        static Example read(String line) {
            String[] cells = line.split(" *\\| *", -1);
            Reply reply = Reply.of(Call.valueOf(cells[1]), Integer.parseInt(cells[2]), cells[3]);
            return new Example(cells[0], reply, Meaning.valueOf(cells[4]));
        }
    }

    static final List<Example> EXAMPLES = """
            a quota is used up | REFUND_ORDER | 429 | {"error": {"code": 429, "status": "RESOURCE_EXHAUSTED"}} | TRY_AGAIN
            a quota is used up | GET_ORDER | 403 | {"error": {"errors": [{"reason": "rateLimitExceeded"}]}} | TRY_AGAIN
            a quota is used up | GET_ORDER | 403 | {"error": {"errors": [{"reason": "userRateLimitExceeded"}]}} | TRY_AGAIN
            a quota is used up | GET_ORDER | 403 | {"error": {"errors": [{"reason": "dailyLimitExceeded"}]}} | TRY_AGAIN
            no answer, or trouble that may pass | CANCEL_SUBSCRIPTION | 409 | {"error": {"errors": [{"reason": "concurrentUpdate"}]}} | TRY_AGAIN
            no answer, or trouble that may pass | GET_ORDER | 503 | <html>Service Unavailable</html> | TRY_AGAIN
            no answer, or trouble that may pass | TOKEN | 500 | {"error": "internal_failure"} | TRY_AGAIN
            the service account's key is not valid | TOKEN | 400 | {"error": "invalid_grant", "error_description": "Invalid JWT Signature."} | GIVE_UP
            the service account's key is not valid | TOKEN | 401 | {"error": "deleted_client"} | GIVE_UP
            the app has no such order | GET_ORDER | 404 | {"error": {"errors": [{"reason": "orderNotFound"}]}} | ABSENT
            the app has no such order | REFUND_ORDER | 404 | {"error": {"code": 404, "status": "NOT_FOUND"}} | ABSENT
            the order cannot be refunded | REFUND_ORDER | 400 | {"error": {"code": 400, "status": "FAILED_PRECONDITION"}} | REFUSED
            the app has no such subscription | GET_SUBSCRIPTION | 404 | {"error": {"errors": [{"reason": "purchaseTokenNotFound"}]}} | ABSENT
            the app has no such subscription | CANCEL_SUBSCRIPTION | 404 | {} | ABSENT
            the token is none of a subscription | GET_SUBSCRIPTION | 400 | {"error": {"errors": [{"reason": "invalid"}]}} | ABSENT
            the subscription has ended long ago | GET_SUBSCRIPTION | 410 | {"error": {"errors": [{"reason": "purchaseTokenNoLongerValid"}]}} | ENDED
            the subscription has ended long ago | CANCEL_SUBSCRIPTION | 410 | {"error": {"errors": [{"reason": "subscriptionNoLongerAvailable"}]}} | ENDED
            it cannot be cancelled | CANCEL_SUBSCRIPTION | 400 | {"error": {"errors": [{"reason": "invalid"}]}} | REFUSED
            anything else is for the operator, rights for example | REFUND_ORDER | 403 | {"error": {"errors": [{"reason": "permissionDenied"}]}} | GIVE_UP
            anything else is for the operator, rights for example | GET_ORDER | 401 | {"error": {"errors": [{"reason": "authError"}]}} | GIVE_UP
            anything else is for the operator, rights for example | GET_ORDER | 400 | {"error": {"errors": [{"reason": "invalidValue"}]}} | GIVE_UP
            """.lines().map(Example::read).toList();

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void readsWhatGoogleIsKnownToAnswer(Example example) {
        assertThat(PlayAnswers.rowFor(example.reply()).name()).isEqualTo(example.row());
        assertThat(example.reply().meaning()).isEqualTo(example.meaning());
    }

    @Test
    void eachRowHasAnExampleAndASource() {
        assertThat(EXAMPLES.stream().map(Example::row).distinct())
                .containsExactlyElementsOf(
                        PlayAnswers.ROWS.stream().map(Row::name).toList());
        assertThat(PlayAnswers.ROWS).extracting(Row::source).allMatch(source -> source.startsWith("https://"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 599})
    void everyTroubleOfGooglesOwnMayPass(int status) {
        for (Call call : Call.values()) {
            assertThat(Reply.of(call, status, "").meaning()).isEqualTo(Meaning.TRY_AGAIN);
        }
    }

    @ParameterizedTest
    @EnumSource
    void silenceMayPass(Call call) {
        assertThat(Reply.silence(call).meaning()).isEqualTo(Meaning.TRY_AGAIN);
    }

    @Test
    void aReplyShowsItsReasonAndNothingElse() {
        assertThat(Reply.of(Call.GET_ORDER, 404, """
                {"error": {"message": "No order GPA.1", "errors": [{"reason": "orderNotFound"}]}}""")).hasToString("GET_ORDER HTTP 404 orderNotFound");
        assertThat(Reply.of(Call.GET_ORDER, 404, """
                {"error": {"errors": [{"reason": "no order GPA.1"}]}}""")).hasToString("GET_ORDER HTTP 404");
        assertThat(Reply.silence(Call.TOKEN)).hasToString("TOKEN no answer");
    }
}
