using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PenguinMails.Dashboard.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PlanChangesAndCancellation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "scheduled_at",
                table: "tenant_subscriptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "scheduled_cycle",
                table: "tenant_subscriptions",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "scheduled_plan_id",
                table: "tenant_subscriptions",
                type: "TEXT",
                maxLength: 50,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "add_ons",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    summary = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    only_for = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    most = table.Column<int>(type: "INTEGER", nullable: false),
                    display_order = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_add_ons", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "cancellation_surveys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    tenant_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    stripe_subscription_id = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    plan_id = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    comment = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    offer_taken_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    canceled_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    undone_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cancellation_surveys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "plan_quotes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    tenant_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    stripe_subscription_id = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    from_plan_id = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    from_cycle = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    to_plan_id = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    to_cycle = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    add_on_id = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    timing = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    proration_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    effective_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    due_now = table.Column<long>(type: "INTEGER", nullable: false),
                    tax = table.Column<long>(type: "INTEGER", nullable: false),
                    from_balance = table.Column<long>(type: "INTEGER", nullable: false),
                    next_amount = table.Column<long>(type: "INTEGER", nullable: false),
                    next_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    accepted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    end = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    lines = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plan_quotes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "subscription_items",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    tenant_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    stripe_price_id = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subscription_items", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "add_on_prices",
                columns: table => new
                {
                    add_on_id = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    cycle = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    lookup_key = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    stripe_price_id = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_add_on_prices", x => new { x.add_on_id, x.cycle });
                    table.ForeignKey(
                        name: "fk_add_on_prices_add_ons_add_on_id",
                        column: x => x.add_on_id,
                        principalTable: "add_ons",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_add_on_prices_lookup_key",
                table: "add_on_prices",
                column: "lookup_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_add_on_prices_stripe_price_id",
                table: "add_on_prices",
                column: "stripe_price_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cancellation_surveys_tenant_id_created_at",
                table: "cancellation_surveys",
                columns: new[] { "tenant_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_plan_quotes_tenant_id_created_at",
                table: "plan_quotes",
                columns: new[] { "tenant_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_subscription_items_tenant_id",
                table: "subscription_items",
                column: "tenant_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "add_on_prices");

            migrationBuilder.DropTable(
                name: "cancellation_surveys");

            migrationBuilder.DropTable(
                name: "plan_quotes");

            migrationBuilder.DropTable(
                name: "subscription_items");

            migrationBuilder.DropTable(
                name: "add_ons");

            migrationBuilder.DropColumn(
                name: "scheduled_at",
                table: "tenant_subscriptions");

            migrationBuilder.DropColumn(
                name: "scheduled_cycle",
                table: "tenant_subscriptions");

            migrationBuilder.DropColumn(
                name: "scheduled_plan_id",
                table: "tenant_subscriptions");
        }
    }
}
