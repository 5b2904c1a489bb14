using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PenguinMails.Dashboard.Data;

/// <summary>Stores instants as UTC: SQLite's provider cannot compare <see cref="DateTimeOffset"/>, and an offset is a matter of display alone.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
    instant => instant.UtcDateTime,
    stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
