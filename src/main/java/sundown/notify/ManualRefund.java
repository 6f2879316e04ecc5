package sundown.notify;

import sundown.account.UserId;
import sundown.refund.ManualReason;

/** A refund that people must see to, and why. */
record ManualRefund(UserId user, ManualReason reason) {}
