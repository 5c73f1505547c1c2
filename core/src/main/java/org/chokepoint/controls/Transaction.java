package org.chokepoint.controls;

/**
 * Who gets an item, how and when.
 *
 * @param destination country, ISO 3166-1 alpha-2
 * @param headquarters country of the headquarters of the party or of its ultimate parent
 * @param channel how it gets there
 * @param endUse what for
 * @param listed whether the party stands on the Entity List
 * @param date day, ISO 8601
 */
public record Transaction(
        String destination, String headquarters, Channel channel, EndUse endUse, boolean listed, String date) {
    /** The same on another day. */
    public Transaction on(String day) {
        return new Transaction(destination, headquarters, channel, endUse, listed, day);
    }
}
