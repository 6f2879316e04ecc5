package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.timeline.GroupId;

class CallBodyTest {
    private record Call(
            Optional<String> code,
            boolean now,
            Optional<Integer> number,
            Optional<GroupId> group,
            Optional<Line> note,
            Optional<Instant> at,
            Optional<LocalDate> day,
            Optional<Colour> colour,
            Optional<Device> device,
            Optional<List<Device>> devices) {
        Call {
            WrongPart.requireWithin("number", number, 1, 9);
        }
    }

    private record Device(String model, Optional<Integer> version) {
        Device {
            WrongPart.require(!model.isBlank(), "model", "is blank");
        }
    }

    private enum Colour {
        RED,
        GREEN
    }

    @Test
    void readsTextsNumbersFlagsAndObjects() {
        Call call = call("""
            {"code": "4/abc", "now": true, "group": "1", "note": "a\\nb", "at": "2023-01-02T03:04:05Z",
             "day": "2023-01-02", "colour": "RED", "number": 9, "device": {"model": "m", "version": 13},
             "devices": []}
            """);

        assertThat(call)
                .isEqualTo(new Call(
                        Optional.of("4/abc"),
                        true,
                        Optional.of(9),
                        Optional.of(new GroupId("1")),
                        Optional.of(new Line("a?b")),
                        Optional.of(Instant.parse("2023-01-02T03:04:05Z")),
                        Optional.of(LocalDate.of(2023, 1, 2)),
                        Optional.of(Colour.RED),
                        Optional.of(new Device("m", Optional.of(13))),
                        Optional.of(List.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"code\": null, \"now\": null, \"device\": null}"})
    void takesNullForAbsent(String body) {
        Call call = call(body);

        assertThat(call.code()).isEmpty();
        assertThat(call.now()).isFalse();
        assertThat(call.device()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                                      | The body is not JSON at line 1.
            {}}                                    | The body is not JSON at line 1.
            {} x                                   | The body is not JSON at line 1.
            nonsense                               | The body is not JSON at line 1.
            {"a": }                                | The body is not JSON at line 1.
            [1                                     | The body is not JSON at line 1.
            {"now": true, "now": true}             | The body is not JSON at line 1.
            []                                     | The body is not a JSON object.
            7                                      | The body is not a JSON object.
            "a"                                    | The body is not a JSON object.
            null                                   | The body is not a JSON object.
            true                                   | The body is not a JSON object.
            {"code": "\\ud800"}                    | The body has half of a character, a surrogate without its pair.
            {"code": "\\udc00\\ud800"}             | The body has half of a character, a surrogate without its pair.
            {"code": ["\\ud800"]}                  | The body has half of a character, a surrogate without its pair.
            {"code": 7}                            | In the body, code is not a text.
            {"code": {"deep": "4/secret"}}         | In the body, code is not a text.
            {"now": "yes"}                         | In the body, now is neither true nor false.
            {"now": 1}                             | In the body, now is neither true nor false.
            {"number": 1.5}                        | In the body, number is not a whole number.
            {"number": 5.0}                        | In the body, number is not a whole number.
            {"number": "5"}                        | In the body, number is not a whole number.
            {"number": 99999999999}                | In the body, number is not a whole number.
            {"number": 99999999999999999999}       | In the body, number is not a whole number.
            {"number": true}                       | In the body, number is not a whole number.
            {"number": [5]}                        | In the body, number is not a whole number.
            {"number": 0}                          | In the body, number is not a whole number from 1 to 9.
            {"number": 10}                         | In the body, number is not a whole number from 1 to 9.
            {"group": "*"}                         | In the body, group cannot be used: a group id is 1 to 16 letters and digits.
            {"note": " "}                          | In the body, note is missing.
            {"at": 1700000000}                     | In the body, at is not valid.
            {"at": "1700000000"}                   | In the body, at cannot be used: not an instant of ISO 8601.
            {"day": "2023-02-30"}                  | In the body, day cannot be used: a day is written as 2023-01-15.
            {"device": []}                         | In the body, device is not valid.
            {"device": {}}                         | In the body, device.model is missing.
            {"device": {"model": ""}}              | In the body, device.model is blank.
            {"device": {"model": "m", "versoin": 1}} | In the body, device."versoin" is not known: the fields are model, version.
            {"devices": {}}                        | In the body, devices is not a list.
            {"devices": [{"model": "m"}, {}]}      | In the body, devices[1].model is missing.
            {"cdoe": "4/secret"}                   | In the body, "cdoe" is not known: the fields are code, now, number, group, note, at, day, colour, device, devices.
            """)
    void saysWhichPartIsWrong(String body, String fault) {
        assertThat(refusal(body)).isEqualTo(fault);
    }

    @Test
    void refusesNestingWithoutEnd() {
        assertThat(refusal("[".repeat(8_000))).isEqualTo("The body is not JSON.");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        String fits = "{\"code\":\"" + "x".repeat(ApiRequest.BODY_CHARACTERS_MAX - 11) + "\"}";

        assertThat(call(fits).code()).isPresent();
        Problem problem = problem(() -> call(fits + " "));
        assertThat(problem.asResponse().statusCode()).isEqualTo(413);
        assertThat(problem.name()).isEqualTo("request-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"BLUE\"", "\"red\"", "\"\""})
    void refusesANameThatIsNone(String colour) {
        Problem problem = problem(() -> call("{\"colour\": " + colour + "}"));

        assertThat(problem.name()).isEqualTo("invalid-request");
        assertThat(problem.detail()).isEqualTo("In the body, colour is none of RED, GREEN.");
    }

    @Test
    void refusesATextThatIsTooLong() {
        assertThat(call("{\"note\": \"" + "x".repeat(1_000) + "\"}").note()).isPresent();
        assertThat(refusal("{\"note\": \"" + "x".repeat(1_001) + "\"}"))
                .isEqualTo("In the body, note is longer than 1000 characters.");
    }

    @Test
    void takesWholeCharacters() {
        assertThat(call("{\"code\": \"\\ud83d\\udcf7\"}").code()).contains("📷");
    }

    private static Call call(String text) {
        return ApiRequests.from(new UserId("u1"), text).body(Call.class);
    }

    private static String refusal(String text) {
        Problem problem = problem(() -> call(text));
        assertThat(problem.name()).isEqualTo("invalid-request");
        assertThat(problem.asResponse().statusCode()).isEqualTo(400);
        return problem.detail();
    }

    private static Problem problem(ThrowingCallable work) {
        return catchThrowableOfType(Problem.class, work);
    }

    private record Sample(String name, Optional<String> note, List<Integer> numbers) {}

    @Test
    void leavesOutWhatIsAbsent() {
        assertThat(Json.write(new Sample("a", Optional.empty(), List.of())))
                .isEqualTo("{\"name\":\"a\",\"numbers\":[]}");
        assertThat(Json.write(new Sample("a", Optional.of("b"), List.of(1))))
                .isEqualTo("{\"name\":\"a\",\"note\":\"b\",\"numbers\":[1]}");
    }

    @Test
    void readsWhatItWrites() {
        assertThat(Json.read(Json.write(Map.of("text", "\"ü\n"))).path("text").textValue())
                .isEqualTo("\"ü\n");
    }

    @Test
    void saysNothingOfWhatItCannotRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.read("{\n  \"code\": secret"))
                .withMessage("not JSON at line 2")
                .withNoCause();
    }

    @Test
    void readsOneDocumentOnly() {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.read("{} {}"));
    }
}
