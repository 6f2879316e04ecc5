package sundown.simulation.port;

import java.time.Clock;
import sundown.secret.Secret;
import sundown.simulation.run.Coverage;
import sundown.simulation.run.Runs;
import sundown.transfer.AccessToken;
import sundown.transfer.Answer;
import sundown.transfer.LibraryAccess;
import sundown.transfer.LibraryAccess.Connection;
import sundown.transfer.LibraryAccess.Consent;
import sundown.transfer.LibraryAccess.RoomAnswer;

/** Notes what a run was told when it asked for access. */
public record WatchedAccess(LibraryAccess real, Runs runs, Clock clock, Coverage coverage) {
    public Connection connect(Consent consent) {
        return met("connect", real.connect(consent));
    }

    public Answer.AccessAnswer access(Secret refreshToken) {
        runs.current().asksForAccess();
        return met("access", real.access(refreshToken));
    }

    public RoomAnswer room(AccessToken access) {
        RoomAnswer answer = met("room", real.room(access));
        if (answer instanceof RoomAnswer.NotKnown unknown) {
            met("room", unknown.why());
        }
        return answer;
    }

    private <A> A met(String call, A answer) {
        coverage.answered(call, answer);
        runs.current().answered(answer, clock.instant());
        return answer;
    }
}
