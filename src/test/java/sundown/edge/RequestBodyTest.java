package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.timeline.GroupId;

class RequestBodyTest {
    @Test
    void readsTextsNumbersFlagsAndObjects() {
        RequestBody body = body("""
            {"code": "4/abc", "now": true, "device": {"version": 13}}
            """);

        assertThat(body.text("code")).isEqualTo("4/abc");
        assertThat(body.flag("now")).isTrue();
        assertThat(body.object("device").optionalNumber("version", 1, 100)).contains(13);
        assertThat(body.object("device").optionalNumber("width", 1, 100)).isEmpty();
        assertThat(body.has("code")).isTrue();
    }

    @Test
    void takesNoBodyForAnEmptyObject() {
        RequestBody body = RequestBody.of(ApiRequests.withBody(null, false));

        assertThat(body.has("code")).isFalse();
        assertThat(body.optionalText("code")).isEmpty();
        assertThat(body.flag("now")).isFalse();
        assertThat(body.object("device").optionalText("carrier")).isEmpty();
    }

    @Test
    void takesNullForAbsent() {
        RequestBody body = body("{\"code\": null, \"now\": null, \"device\": null}");

        assertThat(body.has("code")).isFalse();
        assertThat(body.flag("now")).isFalse();
        assertThat(body.object("device").optionalText("carrier")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}}", "{} x", "nonsense", "{\"a\": }", "[1"})
    void refusesWhatIsNotJson(String text) {
        assertThat(detail(() -> body(text))).isEqualTo("The body is not JSON at line 1.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "\"a\"", "null", "true"})
    void refusesJsonThatIsNotAnObject(String text) {
        assertThat(detail(() -> body(text))).isEqualTo("The body is not a JSON object.");
    }

    @Test
    void refusesNestingWithoutEnd() {
        assertThat(detail(() -> body("[".repeat(8_000)))).isEqualTo("The body is not JSON.");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        String fits = "{\"a\":\"" + "x".repeat(RequestBody.LIMIT - 8) + "\"}";

        assertThat(body(fits).has("a")).isTrue();
        Problem problem = problem(() -> body(fits + " "));
        assertThat(problem.asResponse().statusCode()).isEqualTo(413);
        assertThat(problem.name()).isEqualTo("request-too-large");
    }

    @Test
    void saysWhichFieldIsMissing() {
        assertThat(detail(() -> body("{}").text("code"))).isEqualTo("In the body, code is missing.");
        assertThat(detail(() -> body("{\"code\": \" \"}").text("code"))).isEqualTo("In the body, code is missing.");
        assertThat(detail(() -> body("{}").object("device").text("model")))
                .isEqualTo("In the body, device.model is missing.");
    }

    @Test
    void saysWhichFieldHasTheWrongType() {
        assertThat(detail(() -> body("{\"code\": 7}").text("code"))).isEqualTo("In the body, code is not a text.");
        assertThat(detail(() -> body("{\"now\": \"yes\"}").flag("now")))
                .isEqualTo("In the body, now is neither true nor false.");
        assertThat(detail(() -> body("{\"device\": []}").object("device")))
                .isEqualTo("In the body, device is not an object.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10", "1.5", "5.0", "\"5\"", "99999999999", "99999999999999999999", "true", "[5]"})
    void refusesANumberThatIsNoneOrOutOfItsRange(String number) {
        assertThat(detail(() -> body("{\"n\": " + number + "}").optionalNumber("n", 1, 9)))
                .isEqualTo("In the body, n is not a whole number from 1 to 9.");
    }

    @Test
    void saysWhatFormAnIdHas() {
        assertThat(detail(() -> body("{\"group\": \"*\"}").id("group", GroupId::new)))
                .isEqualTo("In the body, group cannot be used: a group id is 1 to 16 letters and digits.");
    }

    @Test
    void refusesATextThatIsTooLong() {
        assertThat(body("{\"t\": \"" + "x".repeat(4096) + "\"}").text("t")).hasSize(4096);
        assertThat(detail(() -> body("{\"t\": \"" + "x".repeat(4097) + "\"}").text("t")))
                .isEqualTo("In the body, t is longer than 4096 characters.");
    }

    @Test
    void neverRepeatsWhatWasSent() {
        assertThat(detail(() -> body("{\"code\": {\"deep\": \"4/secret\"}}").text("code")))
                .doesNotContain("secret");
        assertThat(detail(() -> body("4/secret"))).doesNotContain("secret");
    }

    private static RequestBody body(String text) {
        return RequestBody.of(ApiRequests.withBody(text, false));
    }

    private static String detail(ThrowingCallable work) {
        Problem problem = problem(work);
        assertThat(problem.name()).isEqualTo("invalid-request");
        assertThat(problem.asResponse().statusCode()).isEqualTo(400);
        return problem.detail();
    }

    private static Problem problem(ThrowingCallable work) {
        return catchThrowableOfType(Problem.class, work);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"code\": \"\\ud800\"}", "{\"code\": \"\\udc00\\ud800\"}", "{\"\\ud800\": 1}"})
    void refusesHalfOfACharacter(String body) {
        assertThatThrownBy(() -> RequestBody.of(ApiRequests.from(new UserId("u1"), body)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.asResponse().statusCode()).isEqualTo(400));
    }

    @Test
    void takesWholeCharacters() {
        assertThat(RequestBody.of(ApiRequests.from(new UserId("u1"), "{\"code\": \"\\ud83d\\udcf7\"}"))
                        .text("code"))
                .isEqualTo("📷");
    }
}
