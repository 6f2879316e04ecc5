package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.transfer.Eligibility.Hindrance.ANDROID_VERSION;
import static sundown.transfer.Eligibility.Hindrance.CARRIER;
import static sundown.transfer.Eligibility.Hindrance.MODEL;
import static sundown.transfer.Eligibility.Hindrance.REGION;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.account.Region;

class EligibilityTest {
    private static final Region INDIA = new Region("IN");
    private static final Region CUBA = new Region("CU");

    private final Eligibility eligibility = Eligibility.read("""
        {"minimumAndroidVersion": 10, "unsupportedRegions": ["CU"],
         "unsupportedCarriers": ["Some Carrier"], "unsupportedModels": ["Model X"]}
        """);

    @Test
    void offersTheTransferWhereNothingStandsInTheWay() {
        assertThat(eligibility.hindrances(INDIA, device("Model Y", 10, "Other")))
                .isEmpty();
        assertThat(eligibility.hindrances(INDIA, device("Model Y", 13, ""))).isEmpty();
    }

    @Test
    void saysAllThatStandsInTheWay() {
        assertThat(eligibility.hindrances(CUBA, device("Model X", 9, "Some Carrier")))
                .containsExactly(REGION, CARRIER, MODEL, ANDROID_VERSION);
    }

    @Test
    void takesCarriersAndModelsHoweverTheyAreWritten() {
        assertThat(eligibility.hindrances(INDIA, device("MODEL x", 10, "SOME carrier")))
                .containsExactly(CARRIER, MODEL);
    }

    @Test
    void excludesNobodyForWhatIsNotKnown() {
        Eligibility.Device browser = new Eligibility.Device(Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(eligibility.hindrances(INDIA, browser)).isEmpty();
        assertThat(eligibility.hindrances(CUBA, browser)).containsExactly(REGION);
        assertThat(eligibility.hindrances(
                        INDIA, new Eligibility.Device(Optional.empty(), Optional.of(9), Optional.empty())))
                .containsExactly(ANDROID_VERSION);
    }

    @Test
    void knowsWhereItIsOfferedAtAll() {
        assertThat(eligibility.offeredIn(INDIA)).isTrue();
        assertThat(eligibility.offeredIn(CUBA)).isFalse();
    }

    @Test
    void isPublishedForAndroid10AndLater() {
        Eligibility published = new TransferProducers().eligibility();

        assertThat(published.hindrances(INDIA, device("Model Y", 10, ""))).isEmpty();
        assertThat(published.hindrances(INDIA, device("Model Y", 9, ""))).containsExactly(ANDROID_VERSION);
    }

    @ParameterizedTest
    @EnumSource(Eligibility.Hindrance.class)
    void saysEachHindranceInASentence(Eligibility.Hindrance hindrance) {
        assertThat(hindrance.sentence()).matches("[A-Z].*\\.");
    }

    private static Eligibility.Device device(String model, int androidVersion, String carrier) {
        return new Eligibility.Device(Optional.of(model), Optional.of(androidVersion), Optional.of(carrier));
    }
}
