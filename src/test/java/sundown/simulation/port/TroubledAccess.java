package sundown.simulation.port;

import java.util.Optional;
import sundown.failure.RetryableFailure;
import sundown.secret.Secret;
import sundown.simulation.run.Troubles;
import sundown.transfer.AccessToken;
import sundown.transfer.Answer;
import sundown.transfer.LibraryAccess;

/** A sign-in that gives every answer that one can give. */
public record TroubledAccess(LibraryAccess real, Troubles troubles) implements LibraryAccess {
    /** The code is used up, whether the answer arrives or not. */
    @Override
    public Connection connect(Consent consent) {
        Connection connection = real.connect(consent);
        return troubles.answerLost() ? new Connection.Unavailable() : connection;
    }

    @Override
    public Answer.AccessAnswer access(Secret refreshToken) {
        Optional<Answer.Setback> setback = troubles.setback();
        return setback.isPresent() ? setback.get() : real.access(refreshToken);
    }

    @Override
    public void revoke(Secret refreshToken) {
        if (troubles.answerLost()) {
            throw new RetryableFailure("no answer");
        }
        real.revoke(refreshToken);
    }

    @Override
    public RoomAnswer room(AccessToken access) {
        Optional<Answer.Setback> setback = troubles.setback();
        return setback.isPresent() ? new RoomAnswer.NotKnown(setback.get()) : real.room(access);
    }
}
