package sundown.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamPatternTest {
    private static final String CHANGE = """
            {"eventName": "MODIFY", "dynamodb": {"NewImage": {"sort": {"S": "T"}, "at": {"N": "1"}}}}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"eventName\":[\"INSERT\",\"MODIFY\"]}",
                "{\"dynamodb\":{\"NewImage\":{\"sort\":{\"S\":[\"T\"]}}}}",
                "{\"dynamodb\":{\"NewImage\":{\"sort\":{\"S\":[{\"prefix\":\"T\"}]},\"at\":{\"N\":[{\"exists\":true}]}}}}",
                "{\"dynamodb\":{\"NewImage\":{\"gone\":{\"S\":[{\"exists\":false}]}}}}"
            })
    void letsPassWhatMatchesInEveryField(String pattern) throws JsonProcessingException {
        assertThat(matches(pattern)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"eventName\":[]}",
                "{\"eventName\":[\"REMOVE\"]}",
                "{\"eventName\":[\"MODIFY\"],\"dynamodb\":{\"NewImage\":{\"sort\":{\"S\":[\"A\"]}}}}",
                "{\"dynamodb\":{\"NewImage\":{\"sort\":{\"N\":[\"T\"]}}}}",
                "{\"dynamodb\":{\"NewImage\":{\"sort\":{\"S\":[{\"prefix\":\"T#\"}]}}}}",
                "{\"dynamodb\":{\"OldImage\":{\"sort\":{\"S\":[{\"exists\":true}]}}}}"
            })
    void keepsBackWhatDoesNot(String pattern) throws JsonProcessingException {
        assertThat(matches(pattern)).isFalse();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatIllegalArgumentException().isThrownBy(() -> matches("{\"eventName\":[{\"suffix\":\"Y\"}]}"));
        assertThatIllegalArgumentException().isThrownBy(() -> matches("{\"eventName\":[1]}"));
        assertThatIllegalArgumentException().isThrownBy(() -> matches("{"));
    }

    private static boolean matches(String pattern) throws JsonProcessingException {
        return StreamPattern.of(pattern).matches(new ObjectMapper().readTree(CHANGE));
    }
}
