package sundown.transfer;

/** Whether the library account has room for the pending items. */
public sealed interface RoomCheck {
    /** Unknown; the next batch asks first. */
    record Open() implements RoomCheck {}

    /** There is room, or the user continues without. */
    record Settled() implements RoomCheck {}

    /** The last answer was that there is not enough. */
    record Missing(Room.Limited room) implements RoomCheck {}
}
