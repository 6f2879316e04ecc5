package sundown.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.local.rehearsal.Rehearsal.RehearsalSettings;

class RehearsalSettingsTest {
    @Test
    void needAnImportAlone() {
        RehearsalSettings settings = RehearsalSettings.of(Map.of("IMPORT", "imports/1", "USERS", ""));

        assertThat(settings.imported()).isEqualTo(Path.of("imports/1"));
        assertThat(settings.users()).isEqualTo(40);
        assertThat(settings.shares()).isEqualTo(Shares.of(Shares.USUAL));
        assertThat(settings.cloud().port()).isZero();
    }

    @Test
    void refuseWhereNoImportIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RehearsalSettings.of(Map.of("IMPORT", " ")))
                .withMessageStartingWith("IMPORT must be the folder of a finished import");
    }

    @ParameterizedTest
    @CsvSource({"USERS, 0", "USERS, 501", "USERS, many", "ITEMS, 10001", "SEED, -1", "SEED, 99999999999"})
    void refuseNumbersThatMakeNoSense(String name, String number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RehearsalSettings.of(Map.of("IMPORT", "imports/1", name, number)))
                .withMessageStartingWith(name + " must be a number from 1 to ")
                .withMessageEndingWith(", not " + number + ".");
    }
}
