package sundown.transfer;

/** Whether the library account has room for what is still to come. */
public sealed interface RoomCheck {
    /** To be asked before the next batch. */
    record Open() implements RoomCheck {}

    /** There is room, or the user goes on without. */
    record Settled() implements RoomCheck {}

    /** There was not enough when it was asked last. */
    record Missing(Room.Limited room) implements RoomCheck {}
}
