package sundown.transfer;

/**
 * The account of the photo library that receives the items.
 *
 * @param id the library's id; stays the same when the e-mail address changes
 * @param email shown to the user as the destination of their photos; never logged
 */
public record LibraryAccount(String id, String email) {
    public LibraryAccount {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a library account needs an id");
        }
    }

    /** True for the same account, even if its address has changed. */
    public boolean is(LibraryAccount other) {
        return id.equals(other.id);
    }

    @Override
    public String toString() {
        return "LibraryAccount[***]";
    }
}
