package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferMessageTest {
    private static final String GOOD = """
            {"userId": "u1", "transferId": "0123456789abcdef01234567", "batch": 3, "correlationId": "call-1"}
            """;

    @Test
    void isRefusedWhenThereIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> TransferMessage.read(null));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"u1\"', 7, userId is not valid",
        "'\"0123456789abcdef01234567\"', {}, transferId is not valid",
        "3, '\"someone@example.com\"', batch is not a whole number",
        "3, 0, batch is not a number of at least 1"
    })
    void isRefusedWithTheNameOfTheWrongPart(String good, String wrong, String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransferMessage.read(GOOD.replace(good + ",", wrong + ",")))
                .withMessage(words);
    }
}
