package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.Transfer.TransferId;

class TransferIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "0123456-89", "01234567#", "01234567/"})
    void refusesWhatDoesNotFitIntoAKey(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TransferId(value));
    }

    @Test
    void isMadeOf96RandomBits() {
        RandomGenerator random = RandomGeneratorFactory.getDefault().create(1);

        assertThat(Stream.generate(() -> TransferId.random(random)).limit(1_000))
                .allSatisfy(id -> assertThat(id.value()).matches("[0-9a-f]{24}"))
                .doesNotHaveDuplicates();
    }

    @Test
    void anAccountOfTheLibraryNeedsAnId() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LibraryAccount("", "someone@example.com"));
    }
}
