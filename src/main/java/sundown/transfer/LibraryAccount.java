package sundown.transfer;

/**
 * The account of the photo library that receives the items.
 *
 * @param id what the library calls it; stays the same when the e-mail address changes
 * @param email shown to the user, so that he knows where his photos go; never logged
 */
public record LibraryAccount(String id, String email) {
    public LibraryAccount {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a library account needs an id");
        }
    }

    /** True for the same account, whatever its address is now. */
    public boolean is(LibraryAccount other) {
        return id.equals(other.id);
    }

    @Override
    public String toString() {
        return "LibraryAccount[***]";
    }
}
