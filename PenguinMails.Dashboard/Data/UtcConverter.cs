using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PenguinMails.Dashboard.Data;

/// <summary>
/// Stores instants as UTC: SQLite's provider cannot compare <see cref="DateTimeOffset"/>, and an offset is a matter of display
/// alone. To the microsecond, which is as fine as PostgreSQL keeps them: what is read is equal on both databases.
/// </summary>
internal sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
    instant => ToMicroseconds(instant.UtcDateTime),
    stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)))
{
    private static DateTime ToMicroseconds(DateTime instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));
}
