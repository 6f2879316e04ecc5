package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.edge.ApiResponse;
import sundown.failure.RetryableFailure;

/** Sundown keeps no token that it does not use. */
class GivenBackConsentsTest extends Functions {
    @Test
    void ofATransferThatHasFinished() {
        startWith(3);
        assertThat(access.consents()).isEqualTo(1);

        workAll();

        assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(access.consents()).isZero();
    }

    @Test
    void ofATransferThatTheCloseEnds() {
        startWith(3);
        clock.moveTo(CLOSE);

        workAll();

        assertThat(transfer().state()).isInstanceOf(TransferState.Closed.class);
        assertThat(access.consents()).isZero();
    }

    @Test
    void notOfATransferWithItemsToTryAgain() {
        addPhotos(3);
        objects.remove(addPhoto(2).key());
        start(ACCOUNT);

        workAll();

        assertThat(failed()).hasSize(1);
        assertThat(access.consents()).isEqualTo(1);
    }

    @Test
    void ofTheAccountBeforeASwitch() {
        startWith(3);
        stop(USER);

        assertThat(start(OTHER_ACCOUNT).statusCode()).isEqualTo(201);

        assertThat(access.consents()).isEqualTo(1);
        workAll();
        assertThat(transfer().counts().done().items()).isEqualTo(3);
    }

    @Test
    void thatAStartDoesNotKeep() {
        assertThat(start(ACCOUNT).statusCode()).as("an empty gallery").isEqualTo(422);
        assertThat(access.consents()).isZero();

        startWith(3);
        assertThat(start(OTHER_ACCOUNT).statusCode()).as("stop first").isEqualTo(409);
        assertThat(access.consents()).isEqualTo(1);
    }

    @Test
    void thatAResumeDoesNotKeep() {
        startWith(3);
        stop(USER);

        ApiResponse refused = resume(USER, consentBody(access.consent(OTHER_ACCOUNT)));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(access.consents()).isEqualTo(1);
    }

    /** Google would forget the transfer's own token, too. */
    @Test
    void notOfTheAccountThatTheTransferUses() {
        startWith(3);

        assertThat(start(ACCOUNT).statusCode()).as("under way").isEqualTo(200);
        resume(USER, consentBody(access.consent(ACCOUNT)));
        workAll();

        assertThat(transfer().counts().done().items()).isEqualTo(3);
    }

    /** The user has withdrawn the consent that the transfer keeps: the new one takes its place, or nobody has it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isTheOneThatTheTransferKeepsFromThenOn(boolean byResume) {
        startWith(3);
        access.revoke(ACCOUNT);

        ApiResponse answer = byResume ? resume(USER, consentBody(access.consent(ACCOUNT))) : start(ACCOUNT);

        assertThat(answer.statusCode()).isEqualTo(200);
        workAll();
        assertThat(transfer().counts().done().items()).isEqualTo(3);
        assertThat(access.consents()).isZero();
    }

    @Test
    void changeNothingWhenGoogleDoesNotAnswer() {
        startWith(3);
        scriptedAccess.failToRevoke(new RetryableFailure("no answer"));

        workAll();

        assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(refunds.size()).isEqualTo(1);
        clock.advance(Duration.ofHours(1));
        assertThat(workOnce()).isFalse();
    }
}
