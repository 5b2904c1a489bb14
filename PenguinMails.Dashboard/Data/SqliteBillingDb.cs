using Microsoft.EntityFrameworkCore;

namespace PenguinMails.Dashboard.Data;

/// <summary>The context whose migrations are SQLite's.</summary>
public sealed class SqliteBillingDb(DbContextOptions<SqliteBillingDb> options) : BillingDb(options);
