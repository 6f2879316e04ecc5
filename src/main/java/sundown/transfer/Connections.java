package sundown.transfer;

/** Turns what an exchange of an authorization code came to into a connection or a problem. */
final class Connections {
    private Connections() {}

    static LibraryAccess.Connection.Connected require(LibraryAccess.Connection connection) {
        return switch (connection) {
            case LibraryAccess.Connection.Connected connected -> connected;
            case LibraryAccess.Connection.CodeRefused ignored ->
                throw TransferProblems.codeRefused().asException();
            case LibraryAccess.Connection.ConsentIncomplete ignored ->
                throw TransferProblems.consentIncomplete().asException();
            case LibraryAccess.Connection.Unavailable ignored ->
                throw TransferProblems.googleUnavailable().asException();
        };
    }
}
