package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.edge.Correlation;
import sundown.edge.Json;

class TransferMessageTest {
    private static final String GOOD = """
            {"userId": "u1", "transferId": "0123456789abcdef01234567", "batch": 3, "correlationId": "call-1"}
            """;

    @Test
    void isReadAsItWasWritten() {
        assertThat(TransferMessage.read(Given.message(3).write())).isEqualTo(Given.message(3));
    }

    @Test
    void isJsonWithFourMembers() {
        assertThat(Json.read(Given.message(3).write())).isEqualTo(Json.read(GOOD));
    }

    @Test
    void isReadWithoutACorrelation() {
        assertThat(TransferMessage.read(GOOD.replace("\"call-1\"", "null")).correlation())
                .isEqualTo(new Correlation("none"));
        assertThat(TransferMessage.read(GOOD.replace("\"call-1\"", "\"a b\"")).correlation())
                .isEqualTo(new Correlation("none"));
    }

    @Test
    void mayHaveMembersThatALaterVersionAdds() {
        assertThat(TransferMessage.read(GOOD.replace("{", "{\"more\": [1], "))).isEqualTo(Given.message(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "hello",
                "{}",
                "{\"userId\": \"u1\", \"batch\": 1}",
                "{\"userId\": 7, \"transferId\": \"0123456789abcdef01234567\", \"batch\": 1}",
                "{\"userId\": \"a/b\", \"transferId\": \"0123456789abcdef01234567\", \"batch\": 1}",
                "{\"userId\": \"u1\", \"transferId\": \"short\", \"batch\": 1}",
                "{\"userId\": \"u1\", \"transferId\": \"0123456789abcdef01234567\", \"batch\": 0}",
                "{\"userId\": \"u1\", \"transferId\": \"0123456789abcdef01234567\", \"batch\": \"1\"}",
                "{\"userId\": \"u1\", \"transferId\": \"0123456789abcdef01234567\", \"batch\": 1.5}"
            })
    void isRefusedWhenItCannotBeOne(String body) {
        assertThatIllegalArgumentException().isThrownBy(() -> TransferMessage.read(body));
    }

    @Test
    void isRefusedWhenThereIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> TransferMessage.read(null));
    }

    @Test
    void isRefusedWithoutAWordOfWhatItHeld() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransferMessage.read(GOOD.replace("\"u1\"", "\"someone@example.com\"")))
                .withMessage("not a user id");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"u1\"', 7, userId is missing or not valid",
        "'\"0123456789abcdef01234567\"', {}, transferId is missing or not valid",
        "3, '\"someone@example.com\"', batch is missing or not valid",
        "3, 0, batch is not a number of at least 1"
    })
    void isRefusedWithTheNameOfTheWrongPart(String good, String wrong, String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransferMessage.read(GOOD.replace(good + ",", wrong + ",")))
                .withMessage(words);
    }
}
