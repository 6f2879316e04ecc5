package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.edge.ApiResponse;
import sundown.failure.RetryableFailure;

/** Sundown keeps no token that it does not use. */
class GivenBackConsentsTest {
    private final Functions functions = new Functions();

    @Test
    void ofATransferThatHasFinished() {
        functions.startWith(3);
        assertThat(functions.access.consents()).isEqualTo(1);

        functions.workAll();

        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(functions.access.consents()).isZero();
    }

    @Test
    void ofATransferThatTheCloseEnds() {
        functions.startWith(3);
        functions.clock.moveTo(Given.CLOSE);

        functions.workAll();

        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Closed.class);
        assertThat(functions.access.consents()).isZero();
    }

    @Test
    void notOfATransferWithItemsToTryAgain() {
        functions.addPhotos(3);
        functions.objects.remove(functions.addPhoto(2).key());
        functions.start(Given.ACCOUNT);

        functions.workAll();

        assertThat(functions.failed()).hasSize(1);
        assertThat(functions.access.consents()).isEqualTo(1);
    }

    @Test
    void ofTheAccountBeforeASwitch() {
        functions.startWith(3);
        functions.stop(Given.USER);

        assertThat(functions.start(Given.OTHER_ACCOUNT).statusCode()).isEqualTo(201);

        assertThat(functions.access.consents()).isEqualTo(1);
        functions.workAll();
        assertThat(functions.transfer().counts().done().items()).isEqualTo(3);
    }

    @Test
    void thatAStartDoesNotKeep() {
        assertThat(functions.start(Given.ACCOUNT).statusCode())
                .as("an empty gallery")
                .isEqualTo(422);
        assertThat(functions.access.consents()).isZero();

        functions.startWith(3);
        assertThat(functions.start(Given.OTHER_ACCOUNT).statusCode())
                .as("stop first")
                .isEqualTo(409);
        assertThat(functions.access.consents()).isEqualTo(1);
    }

    @Test
    void thatAResumeDoesNotKeep() {
        functions.startWith(3);
        functions.stop(Given.USER);

        ApiResponse refused =
                functions.resume(Given.USER, Functions.consentBody(functions.access.consent(Given.OTHER_ACCOUNT)));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(functions.access.consents()).isEqualTo(1);
    }

    /** Google would forget the transfer's own token, too. */
    @Test
    void notOfTheAccountThatTheTransferUses() {
        functions.startWith(3);

        assertThat(functions.start(Given.ACCOUNT).statusCode()).as("under way").isEqualTo(200);
        functions.resume(Given.USER, Functions.consentBody(functions.access.consent(Given.ACCOUNT)));
        functions.workAll();

        assertThat(functions.transfer().counts().done().items()).isEqualTo(3);
    }

    /** The user has withdrawn the consent that the transfer keeps: the new one takes its place, or nobody has it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isTheOneThatTheTransferKeepsFromThenOn(boolean byResume) {
        functions.startWith(3);
        functions.access.revoke(Given.ACCOUNT);

        ApiResponse answer = byResume
                ? functions.resume(Given.USER, Functions.consentBody(functions.access.consent(Given.ACCOUNT)))
                : functions.start(Given.ACCOUNT);

        assertThat(answer.statusCode()).isEqualTo(200);
        functions.workAll();
        assertThat(functions.transfer().counts().done().items()).isEqualTo(3);
        assertThat(functions.access.consents()).isZero();
    }

    @Test
    void changeNothingWhenGoogleDoesNotAnswer() {
        functions.startWith(3);
        functions.scriptedAccess.failToRevoke(new RetryableFailure("no answer"));

        functions.workAll();

        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(functions.refunds.size()).isEqualTo(1);
        functions.clock.advance(Duration.ofHours(1));
        assertThat(functions.workOnce()).isFalse();
    }
}
