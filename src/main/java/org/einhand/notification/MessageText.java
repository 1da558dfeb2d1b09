package org.einhand.notification;

/**
 * A message to a customer, worded for every kind of channel.
 *
 * @param subject one line that carries the case number
 * @param text the message as plain text
 * @param html the same content as an HTML mail
 * @param shortText for SMS and messenger
 */
public record MessageText(String subject, String text, String html, String shortText) {}
