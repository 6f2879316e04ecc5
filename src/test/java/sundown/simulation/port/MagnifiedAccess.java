package sundown.simulation.port;

import sundown.simulation.run.Scale;
import sundown.transfer.AccessToken;
import sundown.transfer.LibraryAccess;
import sundown.transfer.LibraryAccess.RoomAnswer;
import sundown.transfer.Room;

/** Shows small accounts as large ones, see {@link Scale}. */
public record MagnifiedAccess(LibraryAccess real) {
    public RoomAnswer room(AccessToken access) {
        return switch (real.room(access)) {
            case RoomAnswer.Known known -> new RoomAnswer.Known(magnified(known.room()));
            case RoomAnswer.NotKnown unknown -> unknown;
        };
    }

    private static Room magnified(Room room) {
        return switch (room) {
            case Room.Unlimited unlimited -> unlimited;
            case Room.Limited limited ->
                new Room.Limited(Scale.magnified(limited.limit()), Scale.magnified(limited.used()));
        };
    }
}
