package sundown.local.google.uploads;

import java.time.Instant;
import java.util.Optional;
import sundown.local.google.account.Account;

/**
 * Uploaded bytes that wait for their media item.
 *
 * @param fileName what the upload said, for a media item that is created without a name
 */
public record Upload(String token, Account account, Content content, Optional<String> fileName, Instant expires) {}
